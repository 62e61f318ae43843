// Sentences, for selecting them with a key.

import type { Block, TextRange } from '$lib/bindings';
import type { Text } from '$lib/text';

/** The sentences of an article's blocks in order, without the white space around them (Unicode UAX 29). */
export function sentences(text: Text, blocks: readonly Block[], language: string | null): TextRange[] {
  const cutter = new Intl.Segmenter(language ?? undefined, { granularity: 'sentence' });
  const found: TextRange[] = [];
  for (const { range } of blocks) {
    const words = text.slice(range.start, range.end);
    const first = text.unitAt(range.start);
    for (const { segment, index } of cutter.segment(words)) {
      const inner = segment.trim();
      if (!inner) continue;
      const start = first + index + segment.indexOf(inner);
      found.push({ start: text.scalarAt(start), end: text.scalarAt(start + inner.length) });
    }
  }
  return found;
}

/** The sentence after `place` (or before it) among `all`; the first or last one when there is no place yet. */
export function next(
  all: readonly TextRange[],
  place: TextRange | undefined,
  step: 1 | -1,
): TextRange | undefined {
  if (!place) return step === 1 ? all[0] : all.at(-1);
  if (step === 1) return all.find(({ start }) => start > place.start && start >= place.end) ?? all.at(-1);
  return all.findLast(({ start }) => start < place.start) ?? all[0];
}
