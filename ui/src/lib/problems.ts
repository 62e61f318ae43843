// What went wrong, as the workbench words it.

import type { Problem } from './bindings';

/** The sentence in whatever a command threw. */
export function sentence(thrown: unknown): string {
  return isProblem(thrown) ? thrown.message : String(thrown);
}

/** Whether `thrown` is the workbench's own refusal. */
export function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown;
}
