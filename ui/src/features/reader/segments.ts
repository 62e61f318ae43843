// Cutting a block's text where marks start and end. Pure: ranges in, segments out.

export interface Marked {
  range: { start: number; end: number };
}

/** A part of a text under the same marks from its first character to its last. */
export interface Segment<M extends Marked> {
  start: number;
  end: number;
  /** The marks over it: those that start earlier first, the longer of two first. */
  marks: M[];
}

/** Cuts `block` (scalar values) at the edges of `marks`; the segments follow one another without gaps. */
export function segments<M extends Marked>(block: Marked['range'], marks: readonly M[]): Segment<M>[] {
  const over = marks
    .filter(({ range }) => range.start < block.end && range.end > block.start)
    .sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  const edges = new Set([block.start, block.end]);
  for (const { range } of over) {
    edges.add(Math.max(range.start, block.start));
    edges.add(Math.min(range.end, block.end));
  }
  const ordered = [...edges].sort((a, b) => a - b);
  return ordered.slice(1).map((end, n) => {
    const start = ordered[n] as number;
    return { start, end, marks: over.filter(({ range }) => range.start < end && range.end > start) };
  });
}
