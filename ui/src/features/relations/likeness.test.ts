import { expect, test } from 'vitest';
import { because } from './likeness';

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

test('how near a model of meaning puts them is told in hundredths', () => {
  expect(because({ kind: 'meaning', hundredths: 87 })).toBe('near in meaning (87 %)');
});
