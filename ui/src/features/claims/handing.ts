// What is set of the work on many claims at once.

import type { WorkInput, WorkState } from '$lib/bindings';

interface Typed {
  /** Empty where it stays as it is. */
  state: WorkState | '';
  assignee: string;
  revisit: string;
}

/** What was typed as it is sent, a dash taking away what stands there; nothing where nothing was typed. */
export function handed({ state, assignee, revisit }: Typed): WorkInput | undefined {
  const meant = (typed: string) => {
    const words = typed.trim();
    return words === '' ? null : words === '-' ? '' : words;
  };
  const input = { state: state || null, assignee: meant(assignee), revisit: meant(revisit) };
  return Object.values(input).some((value) => value !== null) ? input : undefined;
}
