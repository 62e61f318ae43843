// What one claim is to another, in words.

import type { RelationKind } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

/** What the claim in hand is to the other. */
export const relations = {
  same: m.relation_same(),
  updates: m.relation_updates(),
  updated_by: m.relation_updated_by(),
  broader: m.relation_broader(),
  narrower: m.relation_narrower(),
  contradicts: m.relation_contradicts(),
  not_the_same: m.relation_not_the_same(),
} satisfies Record<RelationKind, string>;

export const KINDS = Object.keys(relations) as RelationKind[];
