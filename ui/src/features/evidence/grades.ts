// The Admiralty code (NATO AJP-2.1) and how a source knows, in words. F and 6 say that something is not known: they are
// no worse than the rest, and look no worse.

import type { Basis, Credibility, EvidenceView, WeighingInput } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';
import { reliabilities } from '$lib/reliabilities';

export const credibilities = {
  1: m.credibility_1(),
  2: m.credibility_2(),
  3: m.credibility_3(),
  4: m.credibility_4(),
  5: m.credibility_5(),
  6: m.credibility_6(),
} satisfies Record<Credibility, string>;

export const bases = {
  witnessed: m.basis_witnessed(),
  told: m.basis_told(),
  induced: m.basis_induced(),
  deduced: m.basis_deduced(),
} satisfies Record<Basis, string>;

/** How `piece` is weighed, in one line: "B2 · told · the road office". */
export function weight({ reliability, credibility, basis, source }: EvidenceView): string {
  return [
    (reliability ?? '') + (credibility ?? ''),
    reliability === 'F' && m.weight_source_unknown(),
    credibility === '6' && m.weight_content_unknown(),
    basis && bases[basis],
    source,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What the letter and the figure of `piece` stand for. */
export function meaning({ reliability, credibility }: EvidenceView): string {
  return [reliability && reliabilities[reliability], credibility && credibilities[credibility]]
    .filter(Boolean)
    .join('; ');
}

/** All that is known of `piece`, to be sent back with something changed. */
export function weighing({
  stance,
  note,
  reliability,
  credibility,
  basis,
  source,
}: EvidenceView): WeighingInput {
  return { stance, note, reliability, credibility, basis, source: source ?? '' };
}
