import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { mockIPC } from '@tauri-apps/api/mocks';
import { expect, test, vi } from 'vitest';
import type { SimilarClaim } from '$lib/bindings';
import Elsewhere from './Elsewhere.svelte';

const like = (claim: string, relation: SimilarClaim['relation']): SimilarClaim => ({
  claim,
  statement: `Claim ${claim}`,
  status: 'pending',
  claimant: null,
  score: 0.9,
  relation,
  reasons: [],
});

function elsewhere(proposals: SimilarClaim[]) {
  const asked: unknown[] = [];
  mockIPC((command, input) => {
    asked.push([command, input]);
    return null;
  });
  const props = {
    claim: 'ours',
    proposals,
    writable: true,
    onopen: vi.fn(),
    onchoose: vi.fn(),
    ondone: vi.fn(),
  };
  return { asked, props, ...render(Elsewhere, props) };
}

test('the keys mean the proposal that has the focus, and the next one once it is decided', async () => {
  const [first, second, third] = [like('a', 'same'), like('b', 'updates'), like('c', null)];
  const { asked, props, rerender } = elsewhere([first, second, third]);
  const meant = () => document.getElementById('deny-likeness')?.closest('li')?.textContent;
  expect(meant()).toContain('Claim a');

  screen.getByRole('button', { name: /Claim a/ }).focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(meant()).toContain('Claim b');
  document.getElementById('deny-likeness')?.click();
  await vi.waitFor(() => expect(props.ondone).toHaveBeenCalledOnce());
  expect(asked).toEqual([['relate_claims', { one: 'ours', kind: 'not_the_same', other: 'b' }]]);
  expect(props.ondone.mock.calls[0]?.[0]).toContain('Claim b');

  await rerender({ proposals: [first, third] });
  expect(document.activeElement?.textContent).toContain('Claim c');
  expect(meant()).toContain('Claim c');
  document.getElementById('accept-likeness')?.click();
  expect(props.onchoose).toHaveBeenCalledWith(third);
});
