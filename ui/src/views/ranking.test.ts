import { expect, test } from 'vitest';
import { actions } from './actions';
import { Desk } from './desk.svelte';
import { fit } from './ranking';

const labels = actions(new Desk(), undefined, []).map(({ label }) => label);

/** The names that fit `typed`, the best first, as the palette lists them. */
function found(typed: string): string[] {
  const scored = labels.map((label) => ({ label, score: fit(label, typed) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ label }) => label);
}

test('whole words come first, then beginnings of words, then letters in a row, then scattered ones', () => {
  expect(found('page')[0]).toBe('Next page of the document');
  expect(found('page').slice(0, 2)).toEqual(['Next page of the document', 'Previous page of the document']);
  expect(found('next cl')[0]).toMatch(/^Next claim/);
  expect(found('undo')[0]).toBe('Undo');
  expect(found('timel')[0]).toMatch(/timeline/i);
  const scores = ['Next page', 'Next pages', 'Stampages', 'Pack a large one'].map((name) =>
    fit(name, 'page'),
  );
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(new Set(scores).size).toBe(scores.length);
  expect(fit('Mark denied', 'page')).toBe(0);
});
