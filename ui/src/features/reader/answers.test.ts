import { expect, test } from 'vitest';
import type { AnswerMark } from '$lib/bindings';
import { answered } from './answers';

const answer = (start: number, claim: string, kind: AnswerMark['kind']): AnswerMark => ({
  response: `${start}-${claim}`,
  claim,
  range: { start, end: start + 20 },
  party: 'Norland',
  kind,
  statement: `Claim ${claim}`,
});

test('one sentence may answer several claims and is marked once', () => {
  const signs = answered([
    answer(0, 'a', 'denies'),
    answer(0, 'b', 'is_verifying'),
    answer(40, 'a', 'repeats'),
  ]);
  expect(signs.map(({ range, claim, label }) => [range.start, claim, label])).toEqual([
    [0, 'a', 'Norland denies: Claim a\nNorland is verifying: Claim b'],
    [40, 'a', 'Norland repeats: Claim a'],
  ]);
});
