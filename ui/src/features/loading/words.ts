// How far loading is, in words.

import type { LoadingMoved } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';
import { timeLeft } from './report';

/** The rate and the time left, as "1,200 a minute, about 3 minutes left". */
export function left({ per_minute, seconds_left }: LoadingMoved): string {
  if (seconds_left === null) return m.loading_begins();
  const time = timeLeft(seconds_left);
  const rate = m.loading_rate({ count: new Intl.NumberFormat('en').format(per_minute) });
  return `${rate}, ${'minutes' in time ? m.loading_minutes({ count: time.minutes }) : m.loading_seconds({ count: time.seconds })}`;
}
