import { mockIPC } from '@tauri-apps/api/mocks';
import { beforeEach, expect, test } from 'vitest';
import type { ClaimId } from '$lib/bindings';
import { Filters } from './filters.svelte';
import { ClaimTable } from './table.svelte';

let hand: ClaimId | undefined;
let asked: { command: string; input: unknown }[];

beforeEach(() => {
  hand = undefined;
  asked = [];
  mockIPC((command, input) => {
    asked.push({ command, input });
    return command === 'claim_rows' ? (input as { ids: ClaimId[] }).ids.map((id) => ({ id })) : null;
  });
});

function table(count: number): ClaimTable {
  const made = new ClaimTable(
    new Filters(),
    () => hand,
    (claim) => (hand = claim),
  );
  made.accept({ ids: Array.from({ length: count }, (_, n) => `c${n}`), groups: [] });
  return made;
}

const selected = (table: ClaimTable) => [...table.selected].join(' ');

test('a range is selected from where the selection began, and grows or shrinks', () => {
  const rows = table(9);
  rows.take(3);
  rows.extend(5);
  expect(selected(rows)).toBe('c3 c4 c5');
  rows.extend(2);
  expect(selected(rows)).toBe('c2 c3');
  rows.toggle(7);
  expect(selected(rows)).toBe('c2 c3 c7');
  rows.toggle(3);
  expect(selected(rows)).toBe('c2 c7');
  expect(rows.targets).toEqual(['c2', 'c7']);
  rows.selectAll();
  expect(rows.targets).toHaveLength(9);
});

test('what left the table is not meant any more', () => {
  const rows = table(4);
  rows.selectAll();
  rows.accept({ ids: ['c1', 'c3'], groups: [] });
  expect(rows.targets).toEqual(['c1', 'c3']);
});

test('when the row in hand leaves, the next is the one after it', () => {
  const rows = table(4);
  rows.take(1);
  hand = undefined;
  rows.accept({ ids: ['c0', 'c2', 'c3'], groups: [] });
  rows.step(1);
  expect(hand).toBe('c2');
});

test('a column orders one way, then the other, then no more', () => {
  const rows = table(0);
  const order = () => `${rows.sorted} ${rows.ascending}`;
  const seen = ['claimant', 'claimant', 'claimant', 'evidence', 'evidence'] as const;
  expect(seen.map((column) => (rows.sort(column), order()))).toEqual([
    'claimant true',
    'claimant false',
    'recorded false',
    'evidence false',
    'evidence true',
  ]);
});

test('pending is marked at once, and a denial waits for its rationale', async () => {
  const rows = table(3);
  rows.take(0);
  rows.extend(1);
  expect(await rows.mark('denied')).toBe(0);
  expect(rows.marking).toBe('denied');
  expect(await rows.assess('denied', 'nobody saw it')).toBe(2);
  expect(rows.marking).toBeUndefined();
  expect(await rows.mark('pending')).toBe(2);
  const marks = asked.filter(({ command }) => command === 'assess_claims').map(({ input }) => input);
  expect(marks).toMatchObject([
    { claims: ['c0', 'c1'], input: { status: 'denied', rationale: 'nobody saw it' } },
    { claims: ['c0', 'c1'], input: { status: 'pending', rationale: '' } },
  ]);
});

test('of 100,000 rows only those that are looked at are read, and each once', async () => {
  const rows = table(100_000);
  void rows.read(50_000, 50_030);
  await expect.poll(() => rows.rows.has('c50029')).toBe(true);
  void rows.read(50_010, 50_120);
  await expect.poll(() => rows.rows.has('c50119')).toBe(true);
  const read = asked
    .filter(({ command }) => command === 'claim_rows')
    .flatMap(({ input }) => (input as { ids: ClaimId[] }).ids);
  expect(read.length).toBeLessThan(400);
  expect(new Set(read).size).toBe(read.length);
  expect(rows.rows.has('c70000')).toBe(false);
});

test('a view brings back what was filtered, ordered and grouped', () => {
  const rows = table(0);
  rows.filters.status = 'denied';
  rows.sort('claimant');
  rows.grouped = 'work';
  const kept = rows.listing;
  rows.filters.clear();
  rows.sort('status');
  rows.grouped = undefined;
  rows.show(JSON.parse(JSON.stringify(kept)));
  expect(rows.query).toMatchObject({
    status: 'denied',
    sorted: 'claimant',
    ascending: true,
    grouped: 'work',
  });
});
