import { expect, test } from 'vitest';
import type { PreviewGroup } from '$lib/bindings';
import { dropped, moment, moved, order, placed, recalled, stepped, toggled, whole } from './plans';

/** Groups of claims, as "ab c": a word a group, a letter a claim. */
const groups = (drawn: string): PreviewGroup[] =>
  drawn.split(' ').map((claims) => ({
    heading: null,
    claims: [...claims].map((id) => ({ id, number: 1, statement: id, status: 'pending' as const })),
  }));

test('a claim moves in its group, and at the edge takes the group with it', () => {
  expect(order(moved(groups('abc'), 'b', -1)).join('')).toBe('bac');
  expect(order(moved(groups('abc'), 'b', 1)).join('')).toBe('acb');
  expect(order(moved(groups('abc'), 'c', 1)).join('')).toBe('abc');
  expect(order(moved(groups('ab cd'), 'c', -1)).join('')).toBe('cdab');
  expect(order(moved(groups('ab cd'), 'c', 1)).join('')).toBe('abdc');
});

test('a claim is dropped where another is', () => {
  expect(order(placed(groups('abcd'), 'a', 'c')).join('')).toBe('bcad');
  expect(order(placed(groups('abcd'), 'd', 'a')).join('')).toBe('dabc');
  expect(order(placed(groups('ab cd ef'), 'e', 'b')).join('')).toBe('efabcd');
  expect(order(placed(groups('ab'), 'a', 'z')).join('')).toBe('ab');
});

test('a part moves by a step as far as it goes, or to where another is', () => {
  expect(stepped(['a', 'b', 'c'], 'b', 1).join('')).toBe('acb');
  expect(stepped(['a', 'b', 'c'], 'a', -1).join('')).toBe('abc');
  expect(dropped(['a', 'b', 'c'], 'a', 'c').join('')).toBe('bca');
});

test('what is left out comes back', () => {
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggled(['b'], 'a')).toEqual(['b', 'a']);
});

test('a day means its end, and what is no moment is none', () => {
  expect(moment('')).toBeNull();
  expect(moment(' 2025-04-09 ')).toBe('2025-04-09T23:59:59.999Z');
  expect(moment('2025-04-09T14:30:00Z')).toBe('2025-04-09T14:30:00.000Z');
  for (const wrong of ['2025-02-31', '2025-4-9', 'April', '9']) expect(moment(wrong)).toBeUndefined();
});

test('a kept plan is taken up, and what it leaves open is filled in', () => {
  expect(recalled(null)).toEqual({ plan: whole(), asOf: '' });
  const kept = JSON.stringify({ plan: { title: 'The dam', publisher: { name: 'Desk' } } });
  const { plan } = recalled(kept);
  expect([plan.title, plan.publisher, plan.order]).toEqual([
    'The dam',
    { name: 'Desk', url: '', colour: '', logo: '' },
    [],
  ]);
});
