import { expect, test } from 'vitest';
import type { Heard } from '$lib/bindings';
import { inputOf } from './input';

const heard: Heard = {
  range: { start: 0, end: 40 },
  party: 'Norland',
  relayed_by: 'Delta Wire',
  kind: 'is_verifying',
  said: null,
  answers: 'earlier_similar',
};

test('a new response starts from what is heard in the words', () => {
  const { party, relayed_by, kind, answers, asked_by } = inputOf(undefined, heard, '');
  expect([party, relayed_by, kind, answers, asked_by]).toEqual([
    'Norland',
    'Delta Wire',
    'is_verifying',
    'earlier_similar',
    '',
  ]);
});

test('no kind is guessed where the words say none, or where there are no words', () => {
  expect(inputOf(undefined, { ...heard, kind: null }, '').kind).toBe('');
  const { party, kind, answers, asked_by } = inputOf(undefined, undefined, 'Ana', 'Coastal Union');
  expect([party, kind, answers, asked_by]).toEqual(['Coastal Union', '', 'this_claim', 'Ana']);
});
