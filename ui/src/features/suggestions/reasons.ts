// Why a suggestion is worth checking, or less so, in words.

import type { Reason } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const reasons = {
  figure: m.reason_figure(),
  amount: m.reason_amount(),
  actor: m.reason_actor(),
  event: m.reason_event(),
  moment: m.reason_moment(),
  claimant: m.reason_claimant(),
  quoted: m.reason_quoted(),
  answer: m.reason_answer(),
  thought: m.reason_thought(),
  call: m.reason_call(),
  open: m.reason_open(),
  verifying: m.reason_verifying(),
  topic: m.reason_topic(),
  judgement: m.reason_judgement(),
  prediction: m.reason_prediction(),
  courtesy: m.reason_courtesy(),
  question: m.reason_question(),
  short: m.reason_short(),
} satisfies Record<Reason, string>;
