import { expect, test } from 'vitest';
import { dayNumber, fit, moved, place, rows, showing, ticks, zoomed } from './scale';

const on = (from: string, to = from) => ({ from, to });
const labels = (from: string, days: number, width: number) =>
  ticks({ from: dayNumber(from), days }, width, 100).map(({ label }) => label);

test('all that happened is in view', () => {
  const span = fit([on('2025-04-07'), on('2025-04-01', '2025-04-30')]);
  expect(span.from).toBeLessThan(dayNumber('2025-04-01'));
  expect(span.from + span.days).toBeGreaterThan(dayNumber('2025-05-01'));
});

test('zooming keeps the middle, and ends somewhere', () => {
  expect(zoomed({ from: 100, days: 20 }, 0.5)).toEqual({ from: 105, days: 10 });
  expect(zoomed({ from: 100, days: 20 }, 0.01).days).toBe(4);
  expect(moved({ from: 100, days: 20 }, 0.5)).toEqual({ from: 110, days: 20 });
});

test('what is in view is not moved to, and what is not is', () => {
  const span = { from: 100, days: 100 };
  expect(showing(span, 120, 121)).toBe(span);
  expect(showing(span, 50, 51).from).toBe(40);
  const later = showing(span, 300, 301);
  expect(place(300, later, 1000)).toBeLessThan(1000);
});

test('marks are days, weeks, months or years, as there is room', () => {
  expect(labels('2025-04-08', 4, 400)).toEqual(['8 Apr 2025', '9 Apr 2025', '10 Apr 2025', '11 Apr 2025']);
  expect(labels('2025-04-08', 28, 400)).toEqual(['14 Apr 2025', '21 Apr 2025', '28 Apr 2025', '5 May 2025']);
  expect(labels('2025-01-15', 90, 400)).toEqual(['Feb 2025', 'Mar 2025', 'Apr 2025']);
  expect(labels('1989-06-01', 365 * 4, 400)).toEqual(['1990', '1991', '1992', '1993']);
});

test('what meets stands in rows of its own', () => {
  expect(
    rows([
      { start: 0, end: 10 },
      { start: 5, end: 8 },
      { start: 9, end: 12 },
      { start: 10, end: 20 },
    ]),
  ).toEqual([0, 1, 1, 0]);
});
