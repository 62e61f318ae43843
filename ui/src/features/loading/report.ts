// What came of loading, sorted by what can be done about it.

import type { Loaded, LinkRow } from '$lib/bindings';

type Of<K extends Loaded['kind']> = Extract<Loaded, { kind: K }>;

export interface Sorted {
  failed: Of<'failed'>[];
  links: LinkRow[];
  /** Files that hold others, and new articles with something to know about them. */
  told: { name: string; sentences: string[] }[];
  parted: Of<'parted'>[];
  fresh: Of<'new' | 'revised'>[];
  known: Of<'already_here' | 'unchanged'>[];
}

/** Sorts what was loaded, each kind in the order in which it was asked for. */
export function sorted(loaded: readonly Loaded[]): Sorted {
  const sorted: Sorted = { failed: [], links: [], told: [], parted: [], fresh: [], known: [] };
  for (const one of loaded) {
    if (one.kind === 'failed') sorted.failed.push(one);
    else if (one.kind === 'already_here' || one.kind === 'unchanged') sorted.known.push(one);
    else {
      if (one.warnings.length > 0) sorted.told.push({ name: one.name, sentences: one.warnings });
      if (one.kind === 'new' || one.kind === 'revised') sorted.fresh.push(one);
      else {
        sorted.parted.push(one);
        sorted.links.push(...one.links);
      }
    }
  }
  return sorted;
}

/** The rest of a time in words: minutes from two minutes on, and seconds rounded to five. */
export function timeLeft(seconds: number): { minutes: number } | { seconds: number } {
  return seconds >= 120
    ? { minutes: Math.round(seconds / 60) }
    : { seconds: Math.max(5, Math.ceil(seconds / 5) * 5) };
}

/** The report as lines for a table: what, what came of it, why. */
export function asLines(loaded: readonly Loaded[]): string {
  return loaded
    .map((one) => {
      const why = one.kind === 'failed' ? one.reason : 'warnings' in one ? one.warnings.join(' ') : '';
      return [one.kind, one.name, why].map((cell) => cell.replaceAll(/[\t\n\r]/g, ' ')).join('\t');
    })
    .join('\n');
}
