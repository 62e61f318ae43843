// How far the work on a claim is, in words.

import type { WorkState } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const states = {
  unassigned: m.work_unassigned(),
  in_progress: m.work_in_progress(),
  in_review: m.work_in_review(),
  done: m.work_done(),
} satisfies Record<WorkState, string>;
