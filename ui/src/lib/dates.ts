// Dates and times as people read them, no more exactly than they are known.

import type { Moment, When } from '$lib/bindings';

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const LOCAL = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const MINUTE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

const date = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** A day such as "2025-04-09". */
export function day(iso: string): string {
  return DAY.format(date(iso));
}

/** A day without its year. */
export function shortDay(iso: string): string {
  return SHORT.format(date(iso));
}

/** The analyst's own day of a moment such as "2025-04-10T23:30:00Z", without its year. */
export function shortDayOf(moment: string): string {
  return LOCAL.format(new Date(moment));
}

/** From one day to another, the year said once. */
export function days(from: string, to: string): string {
  return from === to ? day(from) : DAY.formatRange(date(from), date(to));
}

/** A time as exactly as it is known: a day, "Apr 2025", "2025", or the days between which it lies. */
export function when(time: When): string {
  return whole(time) ?? days(time.from, time.to);
}

/** The days that a time in a text stands for, as exactly as they are known. */
export function placed({ interval, precision }: Pick<Moment, 'interval' | 'precision'>): string {
  return when({ ...interval, precision });
}

/** The days of `time` without their year. */
export function shortWhen(time: When): string {
  const { from, to } = time;
  if (from.slice(0, 4) !== to.slice(0, 4)) return when(time);
  return whole(time) ?? (from === to ? shortDay(from) : SHORT.formatRange(date(from), date(to)));
}

/** The same, as it is typed: "2025-04-09", "2025-04", "2025" or "2025-04-07/2025-04-13". */
export function writtenWhen(time: When): string {
  return whole(time)
    ? (machineWhen(time) ?? '')
    : time.from === time.to
      ? time.from
      : `${time.from}/${time.to}`;
}

/** The same, for a machine: nothing where `datetime` has no way to say it. */
export function machineWhen({ from, to, precision }: When): string | undefined {
  if (from === to) return from;
  if (precision === 'year') return from.slice(0, 4);
  return precision === 'month' ? from.slice(0, 7) : undefined;
}

/** A whole month or year by its name. */
function whole({ from, to, precision }: When): string | undefined {
  if (precision === 'year' && from.slice(0, 4) === to.slice(0, 4)) return from.slice(0, 4);
  return precision === 'month' && from.slice(0, 7) === to.slice(0, 7) ? MONTH.format(date(from)) : undefined;
}

/** A moment such as "2025-04-10T12:02:00Z", in the analyst's own time zone. */
export function minute(iso: string): string {
  return MINUTE.format(new Date(iso));
}
