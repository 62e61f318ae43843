// Keys as people say them ("Ctrl+Shift+Z"), told from what the engine reports.

/** A key with its modifiers, as "Ctrl+Shift+Z", "C", "?" or "Alt+ArrowLeft". */
export type Keys = string;

/**
 * Whether `event` is a press of `keys`.
 *
 * Letters and digits are told by their place on the keyboard too, so that they work on Cyrillic and Arabic layouts.
 * Nothing matches while an input method composes or the Super key is held.
 */
export function pressed(event: KeyboardEvent, keys: Keys): boolean {
  if (event.isComposing || event.metaKey) return false;
  const parts = keys.split('+');
  const key = keys.endsWith('++') ? '+' : (parts.at(-1) as string);
  const wanted = (modifier: 'Ctrl' | 'Alt' | 'Shift') => parts.slice(0, -1).includes(modifier);
  if (event.ctrlKey !== wanted('Ctrl') || event.altKey !== wanted('Alt')) return false;
  // A sign such as "?" may or may not need Shift, depending on the layout.
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (!isSign && event.shiftKey !== wanted('Shift')) return false;
  return event.key.toLowerCase() === key.toLowerCase() || (!isSign && event.code === place(key));
}

/** Where a letter or digit is on the keyboard. */
function place(key: string): string | undefined {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  if (/^[0-9]$/.test(key)) return `Digit${key}`;
  return undefined;
}

/** Whether what is typed at `target` becomes text, or chooses among options by their first letters. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'submit'].includes(target.type)
  );
}

/** `keys` in parts for people, arrows as arrows. */
export function shown(keys: Keys): string[] {
  const parts = keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+');
  const arrows: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };
  return parts.map((part) => arrows[part] ?? (part === 'Escape' ? 'Esc' : part));
}
