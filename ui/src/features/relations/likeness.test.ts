import { expect, test } from 'vitest';
import type { Likeness } from '$lib/bindings';
import { because, proposed } from './likeness';

test('what the other is to the claim in hand becomes what the claim in hand is to the other', () => {
  const all: Likeness[] = ['same', 'updates', 'updated_by', 'broader', 'narrower', 'contradicts', 'like'];
  expect(all.map(proposed)).toEqual([
    'same',
    'updated_by',
    'updates',
    'broader',
    'narrower',
    'contradicts',
    undefined,
  ]);
});

test('figures that cannot both be so are told with their bounds', () => {
  const figure = (value: string, bound: 'at_least' | 'about') => ({
    value,
    high: null,
    bound,
    unit: null,
    counted: 'engineers',
  });
  expect(
    because({ kind: 'figures_differ', ours: figure('155', 'at_least'), theirs: figure('90', 'about') }),
  ).toBe('at least 155 engineers and about 90 engineers cannot both be so');
});
