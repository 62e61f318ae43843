import { expect, test } from 'vitest';
import type { Precision } from '$lib/bindings';
import { machineWhen, placed, shortWhen, when, writtenWhen } from './dates';

test.each([
  ['2025-04-01', '2025-04-01', 'day', '1 Apr 2025', '1 Apr', '2025-04-01'],
  ['2025-04-01', '2025-04-30', 'month', 'Apr 2025', 'Apr 2025', '2025-04'],
  ['2025-01-01', '2025-12-31', 'year', '2025', '2025', '2025'],
  ['2025-04-07', '2025-04-13', 'week', '7–13 Apr 2025', '7–13 Apr', undefined],
  ['2025-04-28', '2025-05-04', 'week', '28 Apr–4 May 2025', '28 Apr–4 May', undefined],
  ['2025-04-01', '2025-04-10', 'span', '1–10 Apr 2025', '1–10 Apr', undefined],
  ['2024-12-30', '2025-01-05', 'week', '30 Dec 2024–5 Jan 2025', '30 Dec 2024–5 Jan 2025', undefined],
] as const)(
  'from %s to %s, known to the %s, no more is shown than that',
  (from, to, precision, long, short, machine) => {
    const time = { from, to, precision };
    const plain = (text: string) => text.replace(/\s*–\s*/, '–');
    expect([plain(when(time)), plain(shortWhen(time)), machineWhen(time)]).toEqual([long, short, machine]);
    expect(placed({ interval: { from, to }, precision })).toBe(when(time));
  },
);

test('a time is typed as exactly as it is known', () => {
  const typed = (from: string, to: string, precision: Precision) => writtenWhen({ from, to, precision });
  expect(typed('2025-04-01', '2025-04-01', 'day')).toBe('2025-04-01');
  expect(typed('2025-04-01', '2025-04-30', 'month')).toBe('2025-04');
  expect(typed('2025-01-01', '2025-12-31', 'year')).toBe('2025');
  expect(typed('2025-04-07', '2025-04-13', 'week')).toBe('2025-04-07/2025-04-13');
});
