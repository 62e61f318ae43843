// Moving through a list with the keys (ARIA Authoring Practices, listbox).

import { pressed } from './keyboard';

const PAGE = 10;

/** Calls `go` with the place that a key leads to from `at` in a list of `length`; with `letters` J and K lead on too. */
export function listKeys(
  event: KeyboardEvent,
  at: number,
  length: number,
  go: (to: number) => void,
  letters = false,
): void {
  if (event.ctrlKey || event.altKey || event.metaKey || length === 0) return;
  const last = length - 1;
  const letter = letters ? (pressed(event, 'J') ? 'ArrowDown' : pressed(event, 'K') ? 'ArrowUp' : '') : '';
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? last : at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: last,
  }[letter || event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const place = Math.min(last, Math.max(0, to));
  if (place !== at) go(place);
}

/** Moves the focus to the next of the buttons in `place` that are stepped through, or to the one before. */
export function stepFocus(place: HTMLElement | null, step: 1 | -1): void {
  const all = [...(place?.querySelectorAll<HTMLElement>('[data-step]') ?? [])];
  const at = all.findIndex((one) => one === document.activeElement);
  const to = at < 0 ? (step === 1 ? 0 : all.length - 1) : at + step;
  all[to]?.focus();
  all[to]?.closest('li')?.scrollIntoView({ block: 'nearest' });
}
