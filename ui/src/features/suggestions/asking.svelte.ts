// Asking the language model on this machine what else an article claims: never by itself.

import {
  type ArticleId,
  type Asked,
  commands,
  events,
  type AskingMoved,
  type ModelSetting,
} from '$lib/bindings';
import { attempt } from '$lib/notices.svelte';

export class Asking {
  /** Whether a model may be asked, and which. */
  setting = $state.raw<ModelSetting>();
  /** The article that is being asked about. */
  article = $state<ArticleId>();
  /** How far it is. */
  now = $state.raw<AskingMoved>();
  cancelling = $state(false);

  /** Starts listening. Answers how to stop. */
  listen(): () => void {
    const listening = events.askingMoved.listen(({ payload }) => (this.now = payload));
    return () => void listening.then((stop) => stop());
  }

  /** Asks about `article`; answers what became of it, and nothing when it was refused or is going on already. */
  async ask(article: ArticleId): Promise<Asked | undefined> {
    if (this.article) return undefined;
    this.article = article;
    this.now = undefined;
    const asked = await attempt(commands.askModel(article));
    this.article = undefined;
    this.cancelling = false;
    return asked;
  }

  cancel(): void {
    this.cancelling = true;
    void attempt(commands.cancelAsking());
  }
}
