// Words in which parties answer claims, and how that is said beside them.

import type { AnswerMark } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';
import { kindOf } from '$lib/responses';

export interface AnswerSign {
  range: AnswerMark['range'];
  /** Who answers what, in words. */
  label: string;
  /** The claim that is answered first. */
  claim: string;
}

/** The answers, those in the same words as one. */
export function answered(marks: readonly AnswerMark[]): AnswerSign[] {
  const signs: AnswerSign[] = [];
  for (const { range, claim, party, kind, statement } of marks) {
    const label = m.reader_answer({ party, kind: kindOf(kind).text, statement });
    const same = signs.find((sign) => sign.range.start === range.start && sign.range.end === range.end);
    if (same) same.label += `\n${label}`;
    else signs.push({ range, claim, label });
  }
  return signs;
}
