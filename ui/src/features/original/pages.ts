// Where pages begin in a text.

import type { PageStart } from '$lib/bindings';

/** The page that the scalar value at `place` stands on; nothing where there are no pages. */
export function pageAt(pages: readonly PageStart[], place: number): number | undefined {
  return pages.findLast(({ start }) => start <= place)?.page ?? pages[0]?.page;
}
