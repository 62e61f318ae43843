// Dates and times as people read them.

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const MINUTE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** A day such as "2025-04-09". */
export function day(iso: string): string {
  return DAY.format(new Date(`${iso}T00:00:00Z`));
}

/** A day without its year. */
export function shortDay(iso: string): string {
  return SHORT.format(new Date(`${iso}T00:00:00Z`));
}

/** From one day to another, the year said once. */
export function days(from: string, to: string): string {
  if (from === to) return day(from);
  return DAY.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

/** A moment such as "2025-04-10T12:02:00Z", in the analyst's own time zone. */
export function minute(iso: string): string {
  return MINUTE.format(new Date(iso));
}
