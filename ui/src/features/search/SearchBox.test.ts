import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { mockIPC } from '@tauri-apps/api/mocks';
import { expect, test, vi } from 'vitest';
import type { SearchHit } from '$lib/bindings';
import SearchBox from './SearchBox.svelte';

const hit = (title: string): SearchHit => ({
  kind: 'article',
  article: 'a',
  claim: null,
  title,
  snippet: [{ text: title, hit: true }],
  range: null,
});

test('an answer that comes after a newer question is dropped', async () => {
  const waiting = new Map<string, (hits: SearchHit[]) => void>();
  mockIPC((_, input) => {
    const { query } = input as { query: string };
    return new Promise<SearchHit[]>((answer) => waiting.set(query, answer));
  });
  render(SearchBox, { onopen: vi.fn() });
  await userEvent.type(screen.getByRole('combobox'), 'da');
  waiting.get('da')?.([hit('The dam')]);
  expect(await screen.findByRole('option')).toHaveProperty('textContent', expect.stringContaining('The dam'));
  waiting.get('d')?.([hit('Something older')]);
  await Promise.resolve();
  expect(screen.getByRole('option').textContent).toContain('The dam');
});

test('the arrows move through what was found and Enter opens it', async () => {
  mockIPC(() => [hit('First'), hit('Second')]);
  const onopen = vi.fn();
  render(SearchBox, { onopen });
  await userEvent.type(screen.getByRole('combobox'), 'x');
  await screen.findAllByRole('option');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(onopen).toHaveBeenCalledWith(hit('Second'));
});
