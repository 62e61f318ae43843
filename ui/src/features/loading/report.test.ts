import { expect, test } from 'vitest';
import type { Loaded } from '$lib/bindings';
import { asLines, sorted, timeLeft } from './report';

const loaded: Loaded[] = [
  {
    kind: 'parted',
    name: 'a.zip',
    parts: 2,
    links: [],
    columns: [],
    warnings: ['A member was passed over.'],
  },
  { kind: 'new', name: 'a.zip › b.txt', article: '1', warnings: [] },
  { kind: 'failed', name: 'гребля.pdf', reason: 'the PDF\tis damaged' },
  { kind: 'already_here', name: 'c.txt', article: '2' },
  {
    kind: 'parted',
    name: 'links.csv',
    parts: 0,
    links: [{ url: 'https://news.example/1', title: 'The dam', published: null }],
    columns: [],
    warnings: [],
  },
];

test('each kind is kept in its order, and what has something to say says it once', () => {
  const { failed, links, told, parted, fresh, known } = sorted(loaded);
  expect(failed.map(({ name }) => name)).toEqual(['гребля.pdf']);
  expect(links.map(({ url }) => url)).toEqual(['https://news.example/1']);
  expect(told).toEqual([{ name: 'a.zip', sentences: ['A member was passed over.'] }]);
  expect(parted.map(({ name }) => name)).toEqual(['a.zip', 'links.csv']);
  expect(fresh.map(({ article }) => article)).toEqual(['1']);
  expect(known.map(({ article }) => article)).toEqual(['2']);
});

test('a newer revision counts as new, and a page that is as it was as known', () => {
  const quotes = { exact: 1, moved: 0, changed: 1, gone: 0, open: 1 };
  const { fresh, known, told } = sorted([
    { kind: 'revised', name: 'https://wire.example/dam', article: '3', number: 2, quotes, warnings: ['Hm.'] },
    { kind: 'unchanged', name: 'https://wire.example/road', article: '4', since: '', between: null },
  ]);
  expect(fresh.map(({ article }) => article)).toEqual(['3']);
  expect(known.map(({ article }) => article)).toEqual(['4']);
  expect(told.map(({ sentences }) => sentences)).toEqual([['Hm.']]);
});

test('a line stays a line, whatever a sentence holds', () => {
  expect(asLines(loaded).split('\n')).toHaveLength(loaded.length);
  expect(asLines(loaded).split('\n')[2]).toBe('failed\tгребля.pdf\tthe PDF is damaged');
});

test.each([
  [0, { seconds: 5 }],
  [7, { seconds: 10 }],
  [119, { seconds: 120 }],
  [120, { minutes: 2 }],
  [3600, { minutes: 60 }],
])('%i seconds are left as %o', (seconds, words) => {
  expect(timeLeft(seconds)).toEqual(words);
});
