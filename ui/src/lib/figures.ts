// Figures as people read them.

import type { Bound, Quantity } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const bounds = {
  exactly: m.bound_exactly(),
  at_least: m.bound_at_least(),
  at_most: m.bound_at_most(),
  about: m.bound_about(),
  more_than: m.bound_more_than(),
  less_than: m.bound_less_than(),
} satisfies Record<Bound, string>;

/** A figure in words: "at least 155 foreign engineers". */
export function figured({ value, high, bound, unit, counted, as_of }: Quantity): string {
  const bounded = bound === 'exactly' ? '' : bounds[bound];
  const time = as_of?.as_written ? `(${as_of.as_written})` : '';
  return [bounded, high ? `${value}–${high}` : value, unit, counted, time].filter(Boolean).join(' ');
}
