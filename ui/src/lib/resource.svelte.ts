// A value from the workbench that keeps itself current.

import { sentence } from './problems';
import { watch } from './topics.svelte';

type Watched = Parameters<typeof watch>[number];

/**
 * What `fetch` answers, asked again when a topic changes or something that `fetch` reads does.
 *
 * Made while a component is set up. The old value stays until the new one is here; answers that come late are dropped.
 */
export class Resource<T> {
  value = $state.raw<T>();
  problem = $state<string>();
  #asked = 0;

  constructor(topics: Watched[], fetch: () => Promise<T> | undefined) {
    $effect(() => {
      watch(...topics);
      const ask = ++this.#asked;
      const answer = fetch();
      if (!answer) {
        this.value = undefined;
        this.problem = undefined;
        return;
      }
      answer.then(
        (value) => {
          if (ask !== this.#asked) return;
          this.value = value;
          this.problem = undefined;
        },
        (thrown: unknown) => {
          if (ask !== this.#asked) return;
          this.value = undefined;
          this.problem = sentence(thrown);
        },
      );
    });
  }
}
