// The page of the original that is in hand.

import { untrack } from 'svelte';
import type { ArticleView } from '$lib/bindings';
import { pageAt } from './pages';

export class OriginalPage {
  /** From 1. */
  page = $state(1);
  /** How many there are; one where a document has no pages. */
  pages = $state(1);

  /** Made while a component is set up: follows the passage in hand, which is at `place` of `article`. */
  follow(article: () => ArticleView, place: () => number): void {
    let id: string | undefined;
    const page = $derived(pageAt(article().pages, place()));
    $effect(() => {
      const wanted = page;
      const isOther = article().id !== id;
      id = article().id;
      untrack(() => {
        if (isOther) this.pages = article().pages.at(-1)?.page ?? 1;
        if (isOther || wanted !== undefined) this.page = wanted ?? 1;
      });
    });
  }

  step(step: 1 | -1): void {
    this.page = Math.min(this.pages, Math.max(1, this.page + step));
  }
}
