// Who has not been heard on what: the right-of-reply list.

import type { ClaimId, MatrixView } from '$lib/bindings';

export interface Unheard {
  party: string;
  claims: { id: ClaimId; statement: string }[];
}

/** The open cells of the matrix, by party. */
export function unheard({ rows, claims }: MatrixView): Unheard[] {
  return rows
    .map(({ party, cells }) => ({
      party: party.name,
      claims: claims
        .filter((_, n) => cells[n]?.kind === 'open')
        .map(({ id, statement }) => ({ id, statement })),
    }))
    .filter(({ claims }) => claims.length > 0);
}

/** The list as plain text, a party and then its claims, for a mail. */
export function asText(list: readonly Unheard[]): string {
  return list
    .map(({ party, claims }) => [party, ...claims.map(({ statement }) => `- ${statement}`)].join('\n'))
    .join('\n\n');
}
