// Refining a selection with keys: its end with Shift, its start with Alt and Shift, by words or, with Ctrl, by characters.

/** Moves an edge of the page's selection as `event` asks; answers whether it did. */
export function refine(event: KeyboardEvent): boolean {
  const direction = { ArrowLeft: 'left', ArrowRight: 'right' }[event.key];
  const selection = window.getSelection();
  if (!direction || !event.shiftKey || !selection || selection.isCollapsed) return false;
  const granularity = event.ctrlKey ? 'character' : 'word';
  const edge = event.altKey ? 'start' : 'end';
  turn(selection, edge);
  selection.modify('extend', direction, granularity);
  return true;
}

/** Makes `edge` the end of the selection that moves. */
function turn(selection: Selection, edge: 'start' | 'end') {
  const range = selection.getRangeAt(0);
  const { startContainer, startOffset, endContainer, endOffset } = range;
  if (edge === 'end') selection.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
  else selection.setBaseAndExtent(endContainer, endOffset, startContainer, startOffset);
}
