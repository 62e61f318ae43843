import { expect, test } from 'vitest';
import { everyWeek, roundUp } from './standing';

const one = { pending: 1, confirmed: 0, denied: 0 };

test('weeks without a claim are there too, and claims without a date are not', () => {
  const weeks = everyWeek(
    [
      { monday: '2025-03-24', counts: one },
      { monday: '2025-04-14', counts: one },
      { monday: null, counts: one },
    ],
    52,
  );
  expect(weeks.map(({ monday, counts }) => `${monday} ${counts.pending}`)).toEqual([
    '2025-03-24 1',
    '2025-03-31 0',
    '2025-04-07 0',
    '2025-04-14 1',
  ]);
});

test('of many weeks the last are shown', () => {
  const weeks = everyWeek(
    [
      { monday: '1991-01-07', counts: one },
      { monday: '2025-04-14', counts: one },
    ],
    3,
  );
  expect(weeks.map(({ monday }) => monday)).toEqual(['2025-03-31', '2025-04-07', '2025-04-14']);
});

test('an axis ends at a round number', () => {
  expect([0, 1, 2, 3, 5, 7, 11, 25, 99, 130].map(roundUp)).toEqual([2, 2, 2, 4, 6, 10, 20, 40, 100, 200]);
});
