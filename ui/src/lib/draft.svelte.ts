// Words that are typed but not yet saved. They are kept outside the workspace within a second, so that a crash loses
// no more than that.

import { untrack } from 'svelte';
import { commands } from './bindings';
import { attempt } from './notices.svelte';

/** How long after the last key the words are kept. */
const PAUSE = 400;

/** A field's text: what is saved, unless something else was typed since. Made while a component is set up. */
export class Draft {
  text = $state('');
  #saved = $state('');
  #key: () => string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(key: () => string, saved: () => string) {
    this.#key = key;
    $effect.pre(() => {
      const now = saved();
      const at = key();
      untrack(() => {
        const untouched = this.text === this.#saved;
        this.#saved = now;
        if (untouched) this.text = now;
      });
      void attempt(
        commands.draft(at).then((kept) => {
          if (kept !== null && at === key() && this.text === this.#saved) this.text = kept;
        }),
      );
    });
    $effect(() => () => this.#keep());
  }

  /** Whether something was typed that is not saved. */
  get changed(): boolean {
    return this.text !== this.#saved;
  }

  /** Takes note of `text` as it is typed. */
  typed(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), PAUSE);
  }

  /** Forgets what was typed. */
  revert(): void {
    this.text = this.#saved;
    this.#forget();
  }

  /** Takes what was typed as saved. */
  settled(): void {
    this.#saved = this.text;
    this.#forget();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void attempt(commands.saveDraft(this.#key(), ''));
  }

  #keep(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void attempt(commands.saveDraft(this.#key(), this.changed ? this.text : ''));
  }
}
