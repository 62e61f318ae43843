// What a key does at the desk: the action it belongs to, or putting away what is open.

import { pressed, takesText } from '$lib/keyboard';
import type { Action } from './actions';
import type { Desk } from './desk.svelte';

/** Those that mean the words themselves while words are typed. */
const OF_WORDS: Readonly<Record<string, string>> = { undo: 'undo', redo: 'redo', 'select-all': 'selectAll' };

/** Does what was chosen in the system's menu; its keys come that way before any field gets them. */
export function runAction(id: string, actions: readonly Action[]): void {
  const ofWords = OF_WORDS[id];
  if (ofWords && takesText(document.activeElement)) {
    document.execCommand(ofWords);
    return;
  }
  const action = actions.find((action) => action.id === id);
  if (action?.enabled) action.run();
}

/** Does what `event` asks for, if it asks for anything. */
export function pressAction(event: KeyboardEvent, desk: Desk, actions: readonly Action[]): void {
  if (event.defaultPrevented || desk.panel) return;
  // Some keys mean one thing with a claim in hand and another with a suggestion: the one that can be done counts.
  const meant = actions.filter((action) => action.keys.some((key) => pressed(event, key)));
  const action = meant.find(({ enabled }) => enabled) ?? meant[0];
  if (!action) return;
  const key = action.keys.find((key) => pressed(event, key)) ?? '';
  const isPlain = !/^(Ctrl|Alt|F\d)/.test(key);
  if (takesText(event.target) && (isPlain || action.id in OF_WORDS)) return;
  if (action.id in OF_WORDS && !action.enabled) return;
  // Out of a list the focus goes to what was chosen in it.
  const isList = event.target instanceof Element && event.target.matches('.column [role=listbox]');
  if (key === 'Enter' && isList) {
    event.preventDefault();
    document.querySelector<HTMLElement>('.reader, .party')?.focus();
    return;
  }
  // A button under the focus is what Enter presses.
  const pressable = 'button, select, a, [role=option], [role=grid]';
  if (key === 'Enter' && event.target instanceof Element && event.target.closest(pressable)) return;
  event.preventDefault();
  if (action.enabled) action.run();
}

/** Puts away what is open, the nearest first; out of a field the focus goes back to `main`. */
export function escape(event: KeyboardEvent, desk: Desk, main: HTMLElement | undefined): void {
  if (event.key !== 'Escape' || desk.panel) return;
  if (desk.file) desk.file = undefined;
  else if (desk.marking) desk.marking = undefined;
  else if (desk.attaching) desk.attaching = false;
  else if (desk.responding) desk.responding = false;
  else if (desk.relating) desk.relate(null);
  else if (desk.merging) desk.merging = false;
  else if (takesText(event.target))
    main?.querySelector<HTMLElement>('.reader, .party, [role=grid], .outline')?.focus();
  else {
    desk.openClaim(undefined);
    desk.openSuggestion(undefined);
  }
}
