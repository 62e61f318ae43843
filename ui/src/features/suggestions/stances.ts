// What a claimant does with the words of a suggestion, in words.

import type { Utterance } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const stances = {
  asserts: m.utterance_asserts(),
  denies: m.utterance_denies(),
  confirms: m.utterance_confirms(),
  declines: m.utterance_declines(),
  verifying: m.utterance_verifying(),
  has_not_responded: m.utterance_has_not_responded(),
  calls_for: m.utterance_calls_for(),
  opines: m.utterance_opines(),
} satisfies Record<Utterance, string>;
