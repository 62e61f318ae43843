import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { mockIPC } from '@tauri-apps/api/mocks';
import { beforeEach, expect, test, vi } from 'vitest';
import Completion from './Completion.svelte';

const known = [
  { id: '1', text: 'Mirel Oszta' },
  { id: '2', text: 'Mirek Tull' },
];

beforeEach(() => mockIPC(() => null));

function field(onsave = vi.fn(async () => true)) {
  render(Completion, {
    id: 'claimant',
    label: 'Claimant',
    value: '',
    draft: 'claimant:1',
    offers: async (typed: string) => known.filter(({ text }) => text.startsWith(typed)),
    onsave,
  });
  return { input: screen.getByRole('combobox', { name: 'Claimant' }), onsave };
}

test('a known name is offered as it is typed and taken with the arrow and Enter', async () => {
  const { input, onsave } = field();
  await userEvent.type(input, 'Mir');
  expect(screen.getAllByRole('option').map((option) => option.textContent?.trim())).toEqual([
    'Mirel Oszta',
    'Mirek Tull',
  ]);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(onsave).toHaveBeenCalledWith('Mirek Tull', known[1]);
});

test('a name that nobody knows is taken as it is', async () => {
  const { input, onsave } = field();
  await userEvent.type(input, 'Ewa Lind{Enter}');
  expect(onsave).toHaveBeenCalledWith('Ewa Lind', undefined);
});

test('Esc closes the offers first, then takes back what was typed', async () => {
  const { input, onsave } = field();
  await userEvent.type(input, 'Mir{Escape}');
  expect(screen.queryAllByRole('option')).toEqual([]);
  expect(input).toHaveProperty('value', 'Mir');
  await userEvent.keyboard('{Escape}');
  expect(input).toHaveProperty('value', '');
  expect(onsave).not.toHaveBeenCalled();
});

test('a value that was refused stays in the field to be mended', async () => {
  const { input } = field(vi.fn(async () => false));
  await userEvent.type(input, 'Nobody{Enter}');
  expect(input).toHaveProperty('value', 'Nobody');
});
