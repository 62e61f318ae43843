import { expect, test } from 'vitest';
import type { MatrixCell, MatrixClaim } from '$lib/bindings';
import { told } from './saying';

const alone: MatrixClaim = {
  id: 'a',
  statement: 'Six guards stand at the dam.',
  status: 'pending',
  also: [],
};
const family: MatrixClaim = {
  ...alone,
  also: [{ id: 'b', statement: '大坝有五名卫兵', status: 'denied' }],
};
const cell = (claim: string): MatrixCell => ({ column: 0, claim, says: { kind: 'claims', through: null } });

test('a cell names its claim where the column is of several', () => {
  expect(told(family, cell('b'))).toBe('大坝有五名卫兵');
  expect(told(family, cell('a'))).toBe('Six guards stand at the dam.');
  expect(told(alone, cell('a'))).toBeUndefined();
  expect(told(family, undefined)).toBeUndefined();
});
