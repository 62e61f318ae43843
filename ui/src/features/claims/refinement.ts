// What is known of an appearance, as the form that refines it holds it.

import type { AppearanceView, Quantity, QuantityInput, RefinementInput } from '$lib/bindings';

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
export function typed({ value, high, bound, unit, counted, as_of }: Quantity): QuantityInput {
  return { value, high: high ?? '', bound, unit: unit ?? '', counted, as_of: as_of?.as_written ?? '' };
}
