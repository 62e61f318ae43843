import { expect, test } from 'vitest';
import type { MatrixView, Saying } from '$lib/bindings';
import { asText, unheard } from './reply';

const claims: Saying = { kind: 'claims', through: null };
const denies: Saying = {
  kind: 'answered',
  id: 'r',
  response: 'denies',
  answers: 'this_claim',
  when: { from: '2025-04-10', to: '2025-04-10', precision: 'day' },
  many: 1,
  through: null,
};
const cell = (column: number, says: Saying) => ({ column, claim: column === 0 ? 'a' : 'b', says });
const matrix: MatrixView = {
  investigation: 'i',
  claims: [
    { id: 'a', statement: 'Six guards stand at the dam.', status: 'pending', also: [] },
    { id: 'b', statement: '大坝有155名工程师', status: 'denied', also: [] },
  ],
  rows: [
    { party: { id: 'p', name: 'Mirel Oszta' }, cells: [cell(0, claims), cell(1, claims)], open: 0 },
    { party: { id: 'q', name: 'River company' }, cells: [], open: 2 },
    { party: { id: 'r', name: 'Upstream ministry' }, cells: [cell(0, denies)], open: 1 },
  ],
  open: 3,
};

test('a party is on the list with each claim that it has not been heard on', () => {
  expect(unheard(matrix).map(({ party, claims }) => [party, ...claims.map(({ id }) => id)])).toEqual([
    ['River company', 'a', 'b'],
    ['Upstream ministry', 'b'],
  ]);
});

test('the list is copied as plain text', () => {
  expect(asText(unheard(matrix))).toBe(`River company
- Six guards stand at the dam.
- 大坝有155名工程师

Upstream ministry
- 大坝有155名工程师`);
});
