import { expect, test } from 'vitest';
import { mapped, resaid } from './columns';

const columns = [
  { name: 'Sentence', field: 'statement' as const, samples: [] },
  { name: 'Speaker', field: 'claimant' as const, samples: [] },
  { name: 'Remark', field: null, samples: [] },
];
const said = (column: string, field: 'statement' | 'claimant' | 'note' | null) =>
  mapped(columns, column, field)
    .map((one) => `${one.column} ${one.field}`)
    .join(', ');

test('a field is said by one column, and a column says one thing or nothing', () => {
  expect(said('Remark', 'note')).toBe('Sentence statement, Speaker claimant, Remark note');
  expect(said('Remark', 'statement')).toBe('Speaker claimant, Remark statement');
  expect(said('Speaker', null)).toBe('Sentence statement');
});

test('a choice shows before its answer comes', () => {
  const now = resaid(columns, mapped(columns, 'Remark', 'statement'));
  expect(now.map(({ field }) => field)).toEqual([null, 'claimant', 'statement']);
});
