import { expect, test } from 'vitest';

import { whole } from './whole';

test.each([
  ['2048', 2048],
  [' 90 ', 90],
  ['2,048', 2048],
  ['2 048', 2048],
  ['2.048', 2048],
  ['1.5', undefined],
  ['-5', undefined],
  ['2 GB', undefined],
  ['', undefined],
  ['1e3', undefined],
])('%j is %j', (text, number) => {
  expect(whole(text)).toBe(number);
});
