import { expect, test } from 'vitest';
import { groupsUpTo, lineOf, lines } from './lines';

test('without groups every row is a line', () => {
  expect(lines(3, [])).toEqual([0, 1, 2]);
  expect(lineOf(2, [])).toBe(2);
});

test('each group has a line of its own above its rows', () => {
  expect(lines(4, [0, 1, 3])).toEqual([-1, 0, -2, 1, 2, -3, 3]);
});

test('the line of a row is where the row stands among the lines', () => {
  for (const groups of [[], [0], [0, 2], [0, 1, 2, 3, 4], [0, 4]]) {
    const all = lines(5, groups);
    for (let row = 0; row < 5; row++) expect(all[lineOf(row, groups)]).toBe(row);
  }
});

test('a row belongs to the last group that starts at it or before', () => {
  expect([0, 1, 2, 3].map((row) => groupsUpTo(row, [0, 2]))).toEqual([1, 1, 2, 2]);
});
