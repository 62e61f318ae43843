// Who has not been heard on what: the right-of-reply list.

import type { ClaimId, MatrixView } from '$lib/bindings';
import { saying } from './saying';

export interface Unheard {
  party: string;
  claims: { id: ClaimId; statement: string }[];
}

/** The open cells of the matrix, by party. */
export function unheard({ rows, claims }: MatrixView): Unheard[] {
  return rows
    .filter(({ open }) => open > 0)
    .map((row) => ({
      party: row.party.name,
      claims: claims
        .filter((_, column) => !saying(row, column))
        .map(({ id, statement }) => ({ id, statement })),
    }));
}

/** The list as plain text, a party and then its claims, for a mail. */
export function asText(list: readonly Unheard[]): string {
  return list
    .map(({ party, claims }) => [party, ...claims.map(({ statement }) => `- ${statement}`)].join('\n'))
    .join('\n\n');
}
