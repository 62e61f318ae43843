// What is known of an appearance, as the form that refines it holds it.

import type { AppearanceView, Bound, Quantity, QuantityInput, RefinementInput } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const bounds = {
  exactly: m.bound_exactly(),
  at_least: m.bound_at_least(),
  at_most: m.bound_at_most(),
  about: m.bound_about(),
  more_than: m.bound_more_than(),
  less_than: m.bound_less_than(),
} satisfies Record<Bound, string>;

/** All that is known of `made`, to be sent back with one thing changed. */
export function refinement(made: AppearanceView): RefinementInput {
  return {
    claimant: made.claimant ?? '',
    as_written: made.as_written ?? '',
    cue: made.cue ?? '',
    quotation: made.quotation,
    relayed_by: made.relayed_by ?? '',
    hedge: made.hedge ?? '',
    said: made.said?.as_written ?? '',
    quantities: made.quantities.map(typed),
  };
}

/** A figure as it is typed. */
export function typed({ value, high, bound, unit, counted }: Quantity): QuantityInput {
  return { value, high: high ?? '', bound, unit: unit ?? '', counted };
}
