// How each kind of response is worded, and which way it goes.

import type { Answers, AskedView, ResponseKind } from '$lib/bindings';
import { day } from '$lib/dates';
import { m } from '$lib/paraglide/messages';

export const kinds: {
  value: ResponseKind;
  text: string;
  tone: 'plain' | 'pending' | 'confirmed' | 'denied';
}[] = [
  { value: 'denies', text: m.response_denies(), tone: 'denied' },
  { value: 'partly_denies', text: m.response_partly_denies(), tone: 'denied' },
  { value: 'confirms', text: m.response_confirms(), tone: 'confirmed' },
  { value: 'partly_confirms', text: m.response_partly_confirms(), tone: 'confirmed' },
  { value: 'is_verifying', text: m.response_is_verifying(), tone: 'pending' },
  { value: 'declines_to_comment', text: m.response_declines_to_comment(), tone: 'plain' },
  { value: 'has_not_responded', text: m.response_has_not_responded(), tone: 'plain' },
  { value: 'expresses_concern', text: m.response_expresses_concern(), tone: 'pending' },
  { value: 'qualifies', text: m.response_qualifies(), tone: 'pending' },
  { value: 'retracts', text: m.response_retracts(), tone: 'pending' },
  { value: 'repeats', text: m.response_repeats(), tone: 'plain' },
];

export const answering = {
  this_claim: m.answers_this_claim(),
  earlier_similar: m.answers_earlier_similar(),
} satisfies Record<Answers, string>;

/** The kind's word and tone. */
export function kindOf(kind: ResponseKind) {
  return kinds.find(({ value }) => value === kind) ?? { value: kind, text: kind, tone: 'plain' as const };
}

/** Who asked, when and until when, in words. */
export function asking({ by, on, until }: AskedView): string {
  return [
    by ? m.asked_by({ by }) : m.asked(),
    on ? m.asked_on({ day: day(on) }) : '',
    until ? m.asked_until({ day: day(until) }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}
