import { expect, test } from 'vitest';
import { part, reveal } from './part';

test('what is in view is drawn, and a little before and after', () => {
  expect(part(0, 100, 10, 1000)).toEqual([0, 13]);
  expect(part(500, 100, 10, 1000)).toEqual([47, 63]);
  expect(part(9_900, 100, 10, 1000)).toEqual([987, 1000]);
  expect(part(0, 100, 10, 4)).toEqual([0, 4]);
  expect(part(0, 100, 10, 0)).toEqual([0, 0]);
});

test('scrolling goes no further than needed', () => {
  expect(reveal(50, 10, 0, 100)).toBe(0);
  expect(reveal(120, 10, 0, 100)).toBe(30);
  expect(reveal(20, 10, 40, 100)).toBe(20);
});
