// How well what was typed fits an action's name: words and their beginnings come before letters that only stand in it.

const WORDS = /[\p{L}\p{N}]+/gu;

/** From 0, which is not at all, to 1; of two names that hold a word, the one that holds it earlier fits better. */
export function fit(name: string, typed: string): number {
  const wanted = words(typed);
  if (wanted.length === 0) return 1;
  const held = words(name);
  const places = wanted.map((word) => place(held, word));
  if (places.every((one) => one !== undefined)) {
    const whole = places.filter(({ isWhole }) => isWhole).length / places.length;
    const early = 1 - Math.min(...places.map(({ at }) => at)) / (held.length + 1);
    return 0.7 + 0.2 * whole + 0.1 * early;
  }
  const letters = wanted.join('');
  const all = held.join('');
  if (all.includes(letters)) return 0.4;
  return scattered(all, letters) ? 0.1 : 0;
}

function words(text: string): string[] {
  return text.toLowerCase().match(WORDS) ?? [];
}

/** The word of `held` that is `word`, or else begins with it. */
function place(held: string[], word: string): { at: number; isWhole: boolean } | undefined {
  const whole = held.indexOf(word);
  if (whole >= 0) return { at: whole, isWhole: true };
  const begun = held.findIndex((one) => one.startsWith(word));
  return begun >= 0 ? { at: begun, isWhole: false } : undefined;
}

/** Whether all `letters` stand in `text`, in this order. */
function scattered(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
