// From places in the article to places on the page, and back.

import type { TextRange } from '$lib/bindings';
import type { Text } from '$lib/text';

/** Every element that draws a block's words says where they start. */
const DRAWN = '[data-start]';

/** The words of the article that `selected` covers; nothing when it covers none. */
export function rangeOf(selected: Range, root: Element, text: Text): TextRange | undefined {
  let start: number | undefined;
  let end: number | undefined;
  for (const drawn of root.querySelectorAll<HTMLElement>(DRAWN)) {
    if (!selected.intersectsNode(drawn)) continue;
    const first = text.unitAt(Number(drawn.dataset.start));
    const units = drawn.textContent?.length ?? 0;
    const from = drawn.contains(selected.startContainer)
      ? unitsBefore(drawn, selected.startContainer, selected.startOffset)
      : 0;
    const to = drawn.contains(selected.endContainer)
      ? unitsBefore(drawn, selected.endContainer, selected.endOffset)
      : units;
    if (to <= from) continue;
    start ??= first + from;
    end = first + to;
  }
  return start === undefined || end === undefined ? undefined : trimmed(text, start, end);
}

function unitsBefore(drawn: Element, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(drawn, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

function trimmed(text: Text, start: number, end: number): TextRange | undefined {
  const words = text.units.slice(start, end);
  const inner = words.trim();
  if (!inner) return undefined;
  const from = start + words.indexOf(inner);
  return { start: text.scalarAt(from), end: text.scalarAt(from + inner.length) };
}

/** The words at `range` on the page; nothing when they are not drawn. */
export function drawnAt(range: TextRange, root: Element, text: Text): Range | undefined {
  const from = pointAt(range.start, root, text, false);
  const to = pointAt(range.end, root, text, true);
  if (!from || !to) return undefined;
  const drawn = document.createRange();
  drawn.setStart(from.node, from.offset);
  drawn.setEnd(to.node, to.offset);
  return drawn;
}

/** The place of `scalar` in the text nodes; where two meet, the earlier for the end of a range. */
function pointAt(scalar: number, root: Element, text: Text, isEnd: boolean) {
  const unit = text.unitAt(scalar);
  for (const drawn of root.querySelectorAll<HTMLElement>(DRAWN)) {
    const first = text.unitAt(Number(drawn.dataset.start));
    const last = first + (drawn.textContent?.length ?? 0);
    if (unit < first || unit > last || (unit === last && !isEnd)) continue;
    let left = unit - first;
    const walk = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
    for (
      let node = walk.nextNode() as globalThis.Text | null;
      node;
      node = walk.nextNode() as globalThis.Text | null
    ) {
      if (left < node.data.length || (isEnd && left === node.data.length)) return { node, offset: left };
      left -= node.data.length;
    }
  }
  return undefined;
}
