// What of a party can be another's.

import type { ClaimRow, PartyResponse, PartyView } from '$lib/bindings';

/** Its own claims and responses: what somebody says who speaks for it is theirs. */
export function divisible({ claims, responses }: PartyView): {
  claims: ClaimRow[];
  responses: PartyResponse[];
} {
  return { claims, responses: responses.filter(({ through }) => !through) };
}
