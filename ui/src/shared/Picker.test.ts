import { createRawSnippet } from 'svelte';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import Picker from './Picker.svelte';

const ALL = ['the dam', 'the sluice', 'the gates'].map((id) => ({ id }));

function picker(find = (typed: string) => Promise.resolve(ALL.filter(({ id }) => id.includes(typed)))) {
  const onpick = vi.fn();
  const item = createRawSnippet<[{ id: string }]>((one) => ({ render: () => `<span>${one().id}</span>` }));
  render(Picker<{ id: string }>, {
    id: 'p',
    label: 'Which',
    nothing: 'Nothing of that name',
    find,
    onpick,
    item,
  });
  return { onpick, field: screen.getByRole('combobox') };
}

test('all that is likely meant is offered before anything is typed, and Enter picks the first', async () => {
  const { onpick, field } = picker();
  expect((await screen.findAllByRole('option')).map((one) => one.textContent)).toEqual(
    ALL.map(({ id }) => id),
  );
  await userEvent.type(field, '{Enter}');
  expect(onpick).toHaveBeenCalledWith(ALL[0]);
});

test('the arrows stay within what fits the words', async () => {
  const { onpick, field } = picker();
  await userEvent.type(field, 'the ');
  await userEvent.type(field, '{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
  expect(onpick).toHaveBeenCalledWith(ALL[1]);
});

test('an answer that comes after a newer question is dropped', async () => {
  const answers: ((found: typeof ALL) => void)[] = [];
  const { field } = picker(() => new Promise((resolve) => answers.push(resolve)));
  await userEvent.type(field, 'x');
  answers[1]?.([]);
  await screen.findByText('Nothing of that name');
  answers[0]?.(ALL);
  await Promise.resolve();
  expect(screen.queryAllByRole('option')).toEqual([]);
});
