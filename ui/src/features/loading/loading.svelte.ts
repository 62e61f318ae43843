// What is being loaded, and what came of the last loading.

import {
  commands,
  events,
  type Loaded,
  type LoadingMoved,
  type Report,
  type UnfinishedView,
} from '$lib/bindings';
import { attempt } from '$lib/notices.svelte';
import { hold, letGo } from '$lib/topics.svelte';

export class Loading {
  /** How far it is; nothing when nothing is being loaded. */
  now = $state.raw<LoadingMoved>();
  report = $state.raw<Report>();
  cancelling = $state(false);
  /** What was being loaded when the program ended, until somebody decides on it. */
  unfinished = $state.raw<UnfinishedView>();

  /** Whether something is being loaded; moves only when that begins and ends. */
  isGoingOn = $derived(this.now !== undefined);

  /** Starts listening; `ended` is called with each report. Answers how to stop. */
  listen(ended: (report: Report) => void): () => void {
    const listening = [
      events.loadingMoved.listen(({ payload }) => {
        // Lists of thousands are not asked for again with every document.
        if (!this.now) hold('articles');
        this.now = payload;
      }),
      events.loadingEnded.listen(({ payload }) => {
        this.now = undefined;
        this.cancelling = false;
        letGo('articles');
        this.report = payload;
        ended(payload);
      }),
    ];
    return () => listening.forEach((one) => void one.then((stop) => stop()));
  }

  /** Looks whether the program ended while it was loading. */
  async look(): Promise<void> {
    this.unfinished = (await attempt(commands.unfinishedLoading())) ?? undefined;
  }

  goOn(): void {
    this.unfinished = undefined;
    void attempt(commands.goOnLoading());
  }

  forget(): void {
    this.unfinished = undefined;
    void attempt(commands.forgetLoading());
  }

  cancel(): void {
    this.cancelling = true;
    void attempt(commands.cancelLoading());
  }

  /** Takes note of what came of loading one thing at once. */
  noted(loaded: Loaded[]): void {
    this.report = { loaded, cancelled: false, scans: 0 };
  }
}
