// The lanes of a timeline, and how what stands in them is told in words.

import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Quote from '@lucide/svelte/icons/message-square-quote';
import Reply from '@lucide/svelte/icons/reply';
import Stamp from '@lucide/svelte/icons/stamp';
import type { Precision, TimelineItem, TimelineKind } from '$lib/bindings';
import { days } from '$lib/dates';
import { m } from '$lib/paraglide/messages';
import { kindOf } from '$lib/responses';
import { wording } from '$lib/statuses';

export const LANES: { kind: TimelineKind; title: string; word: string; Sign: typeof Quote }[] = [
  { kind: 'event', title: m.lane_events(), word: m.lane_event(), Sign: CalendarCheck },
  { kind: 'moment', title: m.lane_moments(), word: m.lane_moment(), Sign: CalendarClock },
  { kind: 'claim', title: m.lane_claims(), word: m.lane_claim(), Sign: Quote },
  { kind: 'response', title: m.lane_responses(), word: m.lane_response(), Sign: Reply },
  { kind: 'assessment', title: m.lane_assessments(), word: m.lane_assessment(), Sign: Stamp },
];

export const precisions = {
  day: m.precision_day(),
  week: m.precision_week(),
  month: m.precision_month(),
  year: m.precision_year(),
  span: m.precision_span(),
} satisfies Record<Precision, string>;

/** What happened, in a few words before those of the claim. */
export function lead({ kind, who, response, status, as_written }: TimelineItem): string {
  if (kind === 'response' && response) return `${who ?? ''} ${kindOf(response).text}`;
  if (kind === 'assessment' && status) return wording[status];
  return (kind === 'moment' ? as_written : who) ?? '';
}

/** What happened, to which claim, and what is noted of it; of an event the time as it was typed. */
export function gist(item: TimelineItem): string {
  const first = item.event ? item.as_written : lead(item);
  return [first, item.statement, item.event?.note].filter(Boolean).join(': ');
}

/** When it was, how exactly that is known, and by which rule. */
export function when({
  from,
  to,
  precision,
  rule,
}: Pick<TimelineItem, 'from' | 'to' | 'precision' | 'rule'>): string {
  return [days(from, to), precisions[precision], rule].filter(Boolean).join(' · ');
}

export function tone({ response, status }: TimelineItem): string {
  return status ?? (response ? kindOf(response).tone : 'plain');
}
