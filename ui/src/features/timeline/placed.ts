// An item of the timeline with its days counted, so that moving through time counts nothing anew.

import type { TimelineItem } from '$lib/bindings';
import { dayNumber } from './scale';

export interface Placed {
  item: TimelineItem;
  /** Its number in order of time. */
  n: number;
  from: number;
  to: number;
}

export function placed(items: readonly TimelineItem[]): Placed[] {
  return items.map((item, n) => ({ item, n, from: dayNumber(item.from), to: dayNumber(item.to) }));
}
