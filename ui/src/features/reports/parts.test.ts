import { expect, test } from 'vitest';
import { arranged, named, usual } from './parts';

test('what is left out stays where it stood among what the report has', () => {
  expect(arranged(['claims', 'timeline'], ['claims', 'matrix', 'timeline'])).toEqual([
    'claims',
    'matrix',
    'timeline',
  ]);
  expect(arranged(['timeline', 'claims'], ['matrix', 'claims', 'charts', 'timeline'])).toEqual([
    'matrix',
    'timeline',
    'claims',
    'charts',
  ]);
  expect(arranged([], usual)).toEqual(usual);
});

test('a list that was kept before parts had an order stands in the usual one', () => {
  expect(named(null)).toBeNull();
  expect(named(['method', 'related', 'corrections'])).toEqual([
    'summary',
    'corrections',
    'claims',
    'related',
    'conflicts',
    'sources',
    'method',
  ]);
  expect(named(['sources', 'claims'])).toEqual(['sources', 'claims']);
});
