// How far the work on a claim is, in words.

import type { WorkState } from './bindings';
import { m } from './paraglide/messages';

export const WORK_STATES: readonly WorkState[] = ['unassigned', 'in_progress', 'in_review', 'done'];

export const workWording = {
  unassigned: m.work_unassigned(),
  in_progress: m.work_in_progress(),
  in_review: m.work_in_review(),
  done: m.work_done(),
} satisfies Record<WorkState, string>;
