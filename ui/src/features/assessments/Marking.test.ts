import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { mockIPC } from '@tauri-apps/api/mocks';
import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import Marking from './Marking.svelte';

function marking(props: Partial<{ marking: 'pending' | 'confirmed' | 'denied'; writable: boolean }>) {
  const asked: [string, unknown][] = [];
  mockIPC((command, input) => {
    asked.push([command, input]);
    return null;
  });
  const onmarking = vi.fn();
  const { container } = render(Marking, {
    claim: 'c',
    status: 'pending',
    ratings: [
      { id: 'r1', name: 'Misleading', status: 'denied' },
      { id: 'r2', name: 'Well founded', status: 'confirmed' },
    ],
    writable: true,
    marking: undefined,
    onmarking,
    ...props,
  });
  return { asked, container, onmarking };
}

test('denying asks for a reason and is not done without one', async () => {
  const { asked } = marking({ marking: 'denied' });
  const done = screen.getByRole('button', { name: 'Mark denied' });
  expect(done).toHaveProperty('disabled', true);
  await userEvent.type(screen.getByLabelText('Why is it denied?'), 'the register has twelve');
  expect(done).toHaveProperty('disabled', false);
  await userEvent.keyboard('{Enter}');
  expect(asked.filter(([command]) => command === 'assess_claims')).toEqual([
    [
      'assess_claims',
      {
        claims: ['c'],
        input: {
          status: 'denied',
          rationale: 'the register has twelve',
          confidence: null,
          likelihood: null,
          rating: null,
        },
      },
    ],
  ]);
});

test('a mark bears one of the labels that stand for it, and how likely the claim is', async () => {
  const { asked } = marking({ marking: 'denied' });
  const labels = screen.getByLabelText('Label');
  expect([...labels.querySelectorAll('option')].map((one) => one.textContent)).toEqual([
    'none',
    'Misleading',
  ]);
  await userEvent.selectOptions(labels, 'Misleading');
  await userEvent.selectOptions(screen.getByLabelText('Likelihood'), 'very_unlikely');
  await userEvent.type(screen.getByLabelText('Why is it denied?'), 'half of it is left out{Enter}');
  const sent = asked.find(([command]) => command === 'assess_claims')?.[1];
  expect(sent).toMatchObject({ input: { rating: 'r1', likelihood: 'very_unlikely' } });
});

test('pending needs no reason', () => {
  marking({ marking: 'pending' });
  expect(screen.getByRole('button', { name: 'Mark pending' })).toHaveProperty('disabled', false);
});

test('a workspace that is only read offers no marks', () => {
  marking({ writable: false });
  for (const name of ['Pending', 'Confirmed', 'Denied']) {
    expect(screen.getByRole('button', { name: new RegExp(name) })).toHaveProperty('disabled', true);
  }
});

test('axe finds nothing serious in it', async () => {
  const { container } = marking({ marking: 'confirmed' });
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
});
