import { expect, test } from 'vitest';
import { Text } from '$lib/text';
import { drawnAt, rangeOf } from './places';

/** Two blocks, the second cut in two by a mark. */
function page() {
  const text = new Text('One 😀 dam.\nTwo guards.');
  const root = document.createElement('article');
  const block = (start: number, ...parts: string[]) => {
    const element = document.createElement('p');
    element.dataset.start = String(start);
    for (const part of parts) {
      const mark = document.createElement('mark');
      mark.append(part);
      element.append(mark);
    }
    root.append(element);
  };
  block(0, 'One 😀 dam.');
  block(11, 'Two ', 'guards.');
  document.body.replaceChildren(root);
  return { text, root };
}

test('what is drawn for a range is that range again', () => {
  const { text, root } = page();
  for (const range of [
    { start: 4, end: 5 },
    { start: 0, end: 10 },
    { start: 15, end: 21 },
    { start: 6, end: 14 },
  ]) {
    const drawn = drawnAt(range, root, text);
    expect(drawn && rangeOf(drawn, root, text)).toEqual(range);
  }
});

test('white space at the edges of a selection is left out, and white space alone is nothing', () => {
  const { text, root } = page();
  const selected = document.createRange();
  const first = root.querySelector('mark')?.firstChild as Node;
  selected.setStart(first, 3);
  selected.setEnd(first, 7);
  expect(rangeOf(selected, root, text)).toEqual({ start: 4, end: 5 });
  selected.setStart(first, 3);
  selected.setEnd(first, 4);
  expect(rangeOf(selected, root, text)).toBeUndefined();
});

test('a selection that ends where the next block begins keeps to the first', () => {
  const { text, root } = page();
  const selected = document.createRange();
  selected.setStart(root, 0);
  selected.setEnd(root.children[1] as Element, 0);
  expect(rangeOf(selected, root, text)).toEqual({ start: 0, end: 10 });
});
