import { expect, test } from 'vitest';
import type { WorkspaceView } from '$lib/bindings';
import { layout, type Place } from '$lib/layout.svelte';
import { actions } from './actions';
import { Desk } from './desk.svelte';
import { menus } from './menus';

const workspace: WorkspaceView = {
  name: 'Vessa',
  read_only: null,
  analyst: 'Ana',
  journal_length: 3,
  journal_head: null,
  journal_root: null,
  undo: 'claim_recorded',
  redo: null,
  empty: false,
  articles: 1,
};

function noneShared(desk: Desk) {
  const taken = new Map<string, string>();
  for (const action of actions(desk, workspace, []).filter(({ enabled }) => enabled)) {
    for (const key of action.keys) {
      expect(taken.get(key), `${key} is ${action.id} too`).toBeUndefined();
      taken.set(key, action.id);
    }
  }
  return taken;
}

test.each<Place>([
  'articles',
  'claims',
  'table',
  'parties',
  'investigations',
  'inbox',
  'queue',
  'overview',
  'composer',
])('no two actions that can be done at once share a key: %s', (place) => {
  const desk = new Desk();
  layout.kept.place = place;
  desk.claim = 'c';
  desk.party = 'p';
  if (place === 'investigations') desk.investigation = 'i';
  noneShared(desk);
  layout.kept.place = 'articles';
});

test('an event in hand is changed and removed by keys on the timeline alone', () => {
  const desk = new Desk();
  desk.claim = 'c';
  desk.event = 'e';
  desk.investigation = 'i';
  const { place, tab } = layout.kept;
  layout.kept.place = 'investigations';
  layout.kept.tab = 'timeline';
  const keys = noneShared(desk);
  expect(['E', 'Enter', 'Delete'].map((key) => keys.get(key))).toEqual([
    'record-event',
    'change-event',
    'remove-event',
  ]);
  layout.kept.tab = 'matrix';
  expect(noneShared(desk).get('Delete')).toBeUndefined();
  Object.assign(layout.kept, { place, tab });
});

test('what writes cannot be done in a workspace that is only read', () => {
  const desk = new Desk();
  desk.claim = 'c';
  const locked = actions(desk, { ...workspace, read_only: 'In use.' }, []);
  const writing = [
    'load',
    'paste',
    'sample',
    'record',
    'pending',
    'confirm',
    'deny',
    'evidence',
    'undo',
    'remove-claim',
  ];
  expect(locked.filter(({ id, enabled }) => writing.includes(id) && enabled)).toEqual([]);
});

test('the menus hold every action once, with keys the system may take', () => {
  const all = actions(new Desk(), workspace, ['Vessa', 'Norda']);
  const items = menus(all, ['Vessa', 'Norda']).flatMap(({ entries }) =>
    entries.flatMap((entry) =>
      entry.kind === 'item' ? [entry] : entry.kind === 'submenu' ? entry.choices : [],
    ),
  );
  expect(items.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
  for (const { accelerator } of items) expect(accelerator).toMatch(/^$|^Ctrl\+|^F\d+$/);
});

test('undo says what it would take back', () => {
  const undo = actions(new Desk(), workspace, []).find(({ id }) => id === 'undo');
  expect(undo?.label).toBe('Undo claim recorded');
});
