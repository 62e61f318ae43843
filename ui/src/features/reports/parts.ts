// The parts of a report, the order in which they stand, and what changes it.

import type { Part } from '$lib/bindings';

/** All parts, in the usual order of a report. */
export const usual: readonly Part[] = [
  'summary',
  'corrections',
  'contents',
  'claims',
  'quotes',
  'responses',
  'evidence',
  'related',
  'history',
  'conflicts',
  'charts',
  'matrix',
  'timeline',
  'legend',
  'sources',
  'method',
];

/** Whether a part stands at each claim. */
export const isAtClaims = (part: Part): boolean =>
  ['quotes', 'responses', 'evidence', 'related', 'history'].includes(part);

/** Whether no report can do without a part. */
export const isInAll = (part: Part): boolean => ['summary', 'claims', 'sources'].includes(part);

/**
 * The parts that were kept: a list that does not name the claims was made when parts had no order and figures in
 * conflict came with the related claims.
 */
export function named(parts: readonly Part[] | null | undefined): Part[] | null {
  if (!parts) return null;
  if (parts.includes('claims')) return [...parts];
  const meant = (part: Part) =>
    isInAll(part) || parts.includes(part) || (part === 'conflicts' && parts.includes('related'));
  return usual.filter(meant);
}

/** All of `order`: the parts of `has` as they stand there, each of the others behind what it stood behind. */
export function arranged(has: readonly Part[], order: readonly Part[]): Part[] {
  const all = [...has];
  order.forEach((part, n) => {
    if (all.includes(part)) return;
    const ahead = order[n - 1];
    all.splice(ahead === undefined ? 0 : all.indexOf(ahead) + 1, 0, part);
  });
  return all;
}
