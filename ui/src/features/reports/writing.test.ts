import { expect, test } from 'vitest';
import { share } from './writing.svelte';

test('the bar only grows, and counts the parts where there are some', () => {
  const shares = [
    share({ section: 'gathering', done: 0, of: 0 }),
    share({ section: 'wording', done: 0, of: 0 }),
    share({ section: 'parts', done: 0, of: 8 }),
    share({ section: 'parts', done: 4, of: 8 }),
    share({ section: 'saving', done: 0, of: 0 }),
  ];
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(new Set(shares).size).toBe(shares.length);
  expect(shares[0]).toBe(0);
});
