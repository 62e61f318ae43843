// How far a source can be trusted (Admiralty code, NATO AJP-2.1), in words. F says that it is not known, and is no worse.

import type { Reliability } from './bindings';
import { m } from './paraglide/messages';

export const reliabilities = {
  A: m.reliability_a(),
  B: m.reliability_b(),
  C: m.reliability_c(),
  D: m.reliability_d(),
  E: m.reliability_e(),
  F: m.reliability_f(),
} satisfies Record<Reliability, string>;
