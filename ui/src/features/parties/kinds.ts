// What kind of party it is, and what is known of it as the form that refines it holds it.

import type { PartyInput, PartyKind, PartyView } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const kinds = {
  unspecified: m.party_kind_unspecified(),
  person: m.party_kind_person(),
  organisation: m.party_kind_organisation(),
  state: m.party_kind_state(),
} satisfies Record<PartyKind, string>;

/** All that is known of `party`, to be sent back with something changed. */
export function inputOf({ name, aliases, kind, speaks_for, roles }: PartyView): PartyInput {
  return {
    name,
    aliases,
    kind,
    speaks_for: speaks_for?.name ?? '',
    roles: roles.map(({ title, from, to }) => ({ title, from: from ?? '', to: to ?? '' })),
  };
}
