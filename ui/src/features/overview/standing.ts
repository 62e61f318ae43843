// Counts by status, made ready for charts.

import type { Counts, WeekCounts } from '$lib/bindings';

export const total = ({ pending, confirmed, denied }: Counts) => pending + confirmed + denied;

const DAY = 86_400_000;
const NONE: Counts = { pending: 0, confirmed: 0, denied: 0 };

export interface Week {
  monday: string;
  counts: Counts;
}

/** All weeks from the first to the last, also those without a claim; at most the last `most`. */
export function everyWeek(weeks: readonly WeekCounts[], most: number): Week[] {
  const known = new Map<string, Counts>();
  for (const { monday, counts } of weeks) if (monday) known.set(monday, counts);
  const days = [...known.keys()].map((monday) => Date.parse(`${monday}T00:00:00Z`));
  if (days.length === 0) return [];
  const last = Math.max(...days);
  const first = Math.max(Math.min(...days), last - (most - 1) * 7 * DAY);
  const all: Week[] = [];
  for (let at = first; at <= last; at += 7 * DAY) {
    const monday = new Date(at).toISOString().slice(0, 10);
    all.push({ monday, counts: known.get(monday) ?? NONE });
  }
  return all;
}

/** A round number at or above `most`, that half of it is whole too. */
export function roundUp(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const step = [1, 2, 4, 6, 10].find((step) => step * power >= most) ?? 10;
  return Math.max(2, step * power);
}
