import { expect, test } from 'vitest';
import { segments } from './segments';

/** "a[] b[1,2]": the letters of each segment and the numbers of the marks over it. */
function cut(text: string, ...ranges: [number, number][]): string {
  const marks = ranges.map(([start, end], n) => ({ range: { start, end }, number: n + 1 }));
  return segments({ start: 0, end: text.length }, marks)
    .map(({ start, end, marks }) => `${text.slice(start, end)}[${marks.map((mark) => mark.number)}]`)
    .join(' ');
}

test.each<[string, [number, number][], string]>([
  ['a text without marks is one segment', [], 'abcdef[]'],
  ['a mark parts the text in three', [[2, 4]], 'ab[] cd[1] ef[]'],
  [
    'overlapping marks share their middle',
    [
      [1, 4],
      [3, 5],
    ],
    'a[] bc[1] d[1,2] e[2] f[]',
  ],
  [
    'a mark inside another lies over it',
    [
      [2, 3],
      [0, 6],
    ],
    'ab[2] c[2,1] def[2]',
  ],
  [
    'two marks of the same words lie together',
    [
      [0, 6],
      [0, 6],
    ],
    'abcdef[1,2]',
  ],
  [
    'touching marks do not share',
    [
      [0, 3],
      [3, 6],
    ],
    'abc[1] def[2]',
  ],
  ['a mark that reaches beyond is cut at the edge', [[4, 99]], 'abcd[] ef[1]'],
  ['a mark elsewhere does not count', [[6, 9]], 'abcdef[]'],
])('%s', (_, ranges, wanted) => {
  expect(cut('abcdef', ...ranges)).toBe(wanted);
});
