// Numbers in the margin that would lie on one another are set side by side.

/** Sets the numbers of `page` apart, now and whenever its width changes, until the answer is called. */
export function spreadNumbers(page: HTMLElement): () => void {
  const spread = () => {
    const taken = new Map<number, number>();
    for (const number of page.querySelectorAll<HTMLElement>('button.number')) {
      number.style.marginInlineStart = '';
      const top = Math.round(number.getBoundingClientRect().top);
      const before = taken.get(top) ?? 0;
      if (before > 0) number.style.marginInlineStart = `${-before * 1.5}rem`;
      taken.set(top, before + 1);
    }
  };
  const observer = new ResizeObserver(spread);
  observer.observe(page);
  spread();
  return () => observer.disconnect();
}
