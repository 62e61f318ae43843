// Which rows or columns of many are in view.

/** Drawn beyond what is in view, on either side. */
const AHEAD = 3;

/** The first of `count` things of `size` that is drawn when `view` pixels from `scroll` on are seen, and the one after the last. */
export function part(scroll: number, view: number, size: number, count: number): [number, number] {
  const from = Math.max(0, Math.floor(scroll / size) - AHEAD);
  const to = Math.min(count, Math.ceil((scroll + view) / size) + AHEAD);
  return [Math.min(from, count), Math.max(from, to)];
}

/** Where to scroll so that a thing from `start`, `size` long, is wholly seen in `view` pixels; `scroll` when it is. */
export function reveal(start: number, size: number, scroll: number, view: number): number {
  if (start < scroll) return start;
  return start + size > scroll + view ? start + size - view : scroll;
}
