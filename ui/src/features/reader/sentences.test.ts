import { expect, test } from 'vitest';
import type { Block } from '$lib/bindings';
import { Text } from '$lib/text';
import { next, sentences } from './sentences';

function cut(text: string, language: string): string[] {
  const measured = new Text(text);
  const block: Block = { kind: 'paragraph', range: { start: 0, end: measured.length }, post: null };
  return sentences(measured, [block], language).map(({ start, end }) => measured.slice(start, end));
}

test('sentences are cut in any script, without the space around them', () => {
  expect(cut('The dam holds 😀. It was built here. ', 'en')).toEqual([
    'The dam holds 😀.',
    'It was built here.',
  ]);
  expect(cut('大坝很安全。没有人受伤。', 'zh')).toEqual(['大坝很安全。', '没有人受伤。']);
  expect(cut('Гребля стоїть. Її звели тут.', 'uk')).toEqual(['Гребля стоїть.', 'Її звели тут.']);
});

test('the keys move from sentence to sentence and stop at the ends', () => {
  const all = [
    { start: 0, end: 5 },
    { start: 6, end: 9 },
  ];
  expect(next(all, undefined, 1)).toBe(all[0]);
  expect(next(all, all[0], 1)).toBe(all[1]);
  expect(next(all, all[1], 1)).toBe(all[1]);
  expect(next(all, all[1], -1)).toBe(all[0]);
  expect(next(all, { start: 2, end: 4 }, 1)).toBe(all[1]);
});
