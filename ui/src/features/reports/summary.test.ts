import { expect, test } from 'vitest';
import type { Piece } from '$lib/bindings';
import { draw, read } from './summary';

function cited(claim: string): HTMLElement {
  const mark = document.createElement('span');
  mark.dataset.claim = claim;
  mark.append('claim 7');
  return mark;
}

test('what is drawn is read again, without the words of the citations', () => {
  const summary: Piece[][] = [
    [
      { kind: 'text', value: 'The dam is guarded, as ' },
      { kind: 'claim', value: 'c1' },
      { kind: 'text', value: ' says.' },
    ],
    [{ kind: 'claim', value: 'c2' }],
  ];
  const field = document.createElement('div');
  draw(field, summary, cited);
  expect(field.textContent).toBe('The dam is guarded, as claim 7 says.\nclaim 7');
  expect(read(field)).toEqual(summary);
});

test('lines are paragraphs however the engine writes them, and empty ones are none', () => {
  const field = document.createElement('div');
  const block = document.createElement('div');
  block.append('four');
  field.append('one', '\n\n', 'two', document.createElement('br'), 'three', block, '\n');
  const words = read(field).map((pieces) => pieces.map(({ value }) => value).join('|'));
  expect(words).toEqual(['one', 'two', 'three', 'four']);
});
