// Numbers in the margin stand beside the line that their passage begins on; two on one line stand side by side.

/** Places the numbers of `page`, now and whenever its size changes, until the answer is called. */
export function placeNumbers(page: HTMLElement): () => void {
  const place = () => {
    const taken = new Map<number, number>();
    for (const number of page.querySelectorAll<HTMLElement>('button.number')) {
      const passage = page.querySelector(`mark[data-appearance="${number.dataset.appearance}"]`);
      const block = number.offsetParent;
      const line = passage?.getClientRects()[0];
      if (!block || !line) continue;
      const top = Math.round(line.top - block.getBoundingClientRect().top);
      number.style.top = `${top}px`;
      const at = Math.round(line.top + page.scrollTop);
      const before = taken.get(at) ?? 0;
      number.style.marginInlineStart = before > 0 ? `${-before * 1.5}rem` : '';
      taken.set(at, before + 1);
    }
  };
  const observer = new ResizeObserver(place);
  observer.observe(page);
  place();
  return () => observer.disconnect();
}
