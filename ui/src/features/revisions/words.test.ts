import { expect, test } from 'vitest';
import { counted } from './words';

const none = { exact: 0, moved: 0, changed: 0, gone: 0, open: 0 };

test.each([
  [{ exact: 1, moved: 2, changed: 1, gone: 1 }, '3 stand as quoted, 1 changed, 1 gone'],
  [{ exact: 1 }, '1 stands as quoted'],
  [{ changed: 2 }, '2 changed'],
  [{}, ''],
])('%o is told as “%s”', (some, words) => {
  expect(counted({ ...none, ...some })).toBe(words);
});
