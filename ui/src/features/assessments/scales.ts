// How sure an analyst is, and how likely a claim is found to be: two scales that are never made one.

import type { AssessmentView, Confidence, Likelihood } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const confidences: { value: Confidence; text: string }[] = [
  { value: 'low', text: m.confidence_low() },
  { value: 'moderate', text: m.confidence_moderate() },
  { value: 'high', text: m.confidence_high() },
];

/** The words of ICD 203, and the chance in percent that each stands for. */
export const likelihoods: { value: Likelihood; text: string; chance: string }[] = [
  { value: 'almost_no_chance', text: m.likelihood_almost_no_chance(), chance: '1–5%' },
  { value: 'very_unlikely', text: m.likelihood_very_unlikely(), chance: '5–20%' },
  { value: 'unlikely', text: m.likelihood_unlikely(), chance: '20–45%' },
  { value: 'roughly_even_chance', text: m.likelihood_roughly_even_chance(), chance: '45–55%' },
  { value: 'likely', text: m.likelihood_likely(), chance: '55–80%' },
  { value: 'very_likely', text: m.likelihood_very_likely(), chance: '80–95%' },
  { value: 'almost_certain', text: m.likelihood_almost_certain(), chance: '95–99%' },
];

/** How sure, in words. */
export function surely(confidence: Confidence): string {
  const word = confidences.find(({ value }) => value === confidence)?.text ?? confidence;
  return m.history_confidence({ confidence: word.toLowerCase() });
}

/** How likely, in words. */
export function likely({ likelihood }: AssessmentView): string {
  return likelihoods.find(({ value }) => value === likelihood)?.text ?? '';
}
