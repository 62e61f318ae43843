import { expect, test } from 'vitest';
import { pageAt } from './pages';

const pages = [
  { start: 10, page: 2 },
  { start: 50, page: 3 },
  { start: 90, page: 7 },
];

test.each([
  [0, 2],
  [10, 2],
  [49, 2],
  [50, 3],
  [1000, 7],
])('what stands at %i is on page %i', (place, page) => expect(pageAt(pages, place)).toBe(page));

test('a text without pages has none', () => expect(pageAt([], 4)).toBeUndefined());
