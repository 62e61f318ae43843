// Days on a line: what part of time is shown, where a day stands in it, and how things that meet are put in rows.

import { day } from '$lib/dates';

const DAY = 86_400_000;

/** The part of time that is shown. */
export interface Span {
  /** The first day shown, counted from 1970. */
  from: number;
  days: number;
}

/** Days shown at least and at most: less is no use, more is not history. */
const [FEWEST, MOST] = [4, 366 * 400];

/** A day such as "2025-04-09", counted from 1970. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

function iso(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** All of `items`, with some room around them; a fortnight for nothing. */
export function fit(items: readonly { from: string; to: string }[]): Span {
  if (items.length === 0) return { from: 0, days: 14 };
  const from = Math.min(...items.map((item) => dayNumber(item.from)));
  const to = Math.max(...items.map((item) => dayNumber(item.to))) + 1;
  const room = Math.max(1, (to - from) * 0.04);
  const days = Math.max(FEWEST, to - from + 5 * room);
  return { from: from - room, days };
}

/** `span` with `factor` times as many days around the same middle. */
export function zoomed({ from, days }: Span, factor: number): Span {
  const fresh = Math.min(MOST, Math.max(FEWEST, days * factor));
  return { from: from + (days - fresh) / 2, days: fresh };
}

/** `span` moved by a share of itself. */
export function moved({ from, days }: Span, share: number): Span {
  return { from: from + days * share, days };
}

/** `span` moved just so far that the days from `from` up to `to` are well in it. */
export function showing(span: Span, from: number, to: number): Span {
  const room = span.days * 0.1;
  if (from < span.from + room) return { ...span, from: from - room };
  if (to > span.from + span.days - 3 * room) return { ...span, from: to - span.days + 3 * room };
  return span;
}

/** Where `day` stands, in pixels of a line `width` long. */
export function place(day: number, { from, days }: Span, width: number): number {
  return ((day - from) / days) * width;
}

export interface Tick {
  day: number;
  label: string;
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Marks along a line `width` long, at least `apart` pixels from each other: days, weeks, months or years. */
export function ticks({ from, days }: Span, width: number, apart: number): Tick[] {
  const wanted = (apart / width) * days;
  const [first, last] = [Math.ceil(from), from + days];
  const every = [1, 2, 7, 14].find((step) => step >= wanted);
  const found: Tick[] = [];
  if (every) {
    // Weeks begin on Mondays; day 4 of 1970 was one.
    const start = first + ((((4 - first) % every) + every) % every);
    for (let at = start; at < last; at += every) found.push({ day: at, label: day(iso(at)) });
    return found;
  }
  const months = [1, 3, 6].find((step) => step * 30 >= wanted);
  const step = months ?? 12 * roundYears(wanted / 365);
  const begin = new Date(first * DAY);
  const month = begin.getUTCFullYear() * 12 + begin.getUTCMonth();
  for (let at = Math.ceil(month / step) * step; ; at += step) {
    const date = new Date(Date.UTC(Math.floor(at / 12), at % 12, 1));
    const number = date.getTime() / DAY;
    if (number >= last) return found;
    if (number >= first)
      found.push({ day: number, label: months ? MONTH.format(date) : String(Math.floor(at / 12)) });
  }
}

function roundYears(years: number): number {
  return [1, 2, 5, 10, 20, 50, 100].find((step) => step >= years) ?? 200;
}

/** The row of each thing, so that none touches another: `places` are in the order of their starts. */
export function rows(places: readonly { start: number; end: number }[]): number[] {
  const ends: number[] = [];
  return places.map(({ start, end }) => {
    const free = ends.findIndex((last) => last <= start);
    const row = free < 0 ? ends.length : free;
    ends[row] = end;
    return row;
  });
}
