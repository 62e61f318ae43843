// The report that is being composed: what the analyst decided, and how it would look.

import {
  type ClaimId,
  commands,
  type InvestigationId,
  type Part,
  type Preview,
  type PreviewGroup,
  type ReportRequest,
} from '$lib/bindings';
import { attempt } from '$lib/notices.svelte';
import { sentence } from '$lib/problems';
import { watch } from '$lib/topics.svelte';
import { type Decided, moment, moved, order, placed, recalled, toggled, whole } from './plans';

/** Milliseconds after a change until the preview is asked for. */
const PAUSE = 40;
/** Milliseconds after a change until it is kept. */
const KEEP = 400;

/** Made while a component is set up, for one investigation or the whole workspace. */
export class Composition {
  plan = $state<Decided>(whole());
  /** The moment as typed. */
  asOf = $state('');
  preview = $state.raw<Preview>();
  problem = $state<string>();
  /** Whether what was kept has been taken up. */
  #ready = $state(false);
  #asked = 0;

  constructor(
    readonly investigation: InvestigationId | null,
    key: string,
  ) {
    void attempt(commands.draft(key)).then((text) => {
      ({ plan: this.plan, asOf: this.asOf } = recalled(text));
      this.#ready = true;
    });
    this.#keep(key);
    $effect(() => {
      watch('articles', 'claims', 'parties', 'responses', 'evidence', 'assessments', 'investigations');
      const { request } = this;
      if (!request || !this.#ready) return;
      const timer = setTimeout(() => void this.#look(request), PAUSE);
      return () => clearTimeout(timer);
    });
  }

  /** What a report is asked for with; nothing while the moment is none. */
  get request(): ReportRequest | undefined {
    const as_of = moment(this.asOf);
    if (as_of === undefined) return undefined;
    return { investigation: this.investigation, as_of, plan: $state.snapshot(this.plan) };
  }

  /** The parts that it has, in their order. */
  get parts(): readonly Part[] {
    return this.plan.parts ?? this.preview?.parts ?? [];
  }

  /** Leaves a claim out, or takes it in again. */
  toggle(claim: ClaimId): void {
    this.plan.excluded = toggled(this.plan.excluded, claim);
  }

  move(claim: ClaimId, step: 1 | -1): void {
    this.#reorder((groups) => moved(groups, claim, step));
  }

  place(claim: ClaimId, other: ClaimId): void {
    this.#reorder((groups) => placed(groups, claim, other));
  }

  /** The outline does not wait for the preview: the next key finds what the last one did. */
  #reorder(change: (groups: PreviewGroup[]) => PreviewGroup[]): void {
    if (!this.preview) return;
    const groups = change(this.preview.groups);
    this.preview = { ...this.preview, groups };
    this.plan.order = order(groups);
  }

  /** Asks for the preview; an answer that comes after a later one is dropped. */
  async #look(request: ReportRequest): Promise<void> {
    const ask = ++this.#asked;
    try {
      const preview = await commands.previewReport(request);
      if (ask !== this.#asked) return;
      this.preview = preview;
      this.problem = undefined;
    } catch (thrown) {
      if (ask === this.#asked) this.problem = sentence(thrown);
    }
  }

  /** Keeps what is decided under `key`, a while after each change and when the place is left. */
  #keep(key: string): void {
    let unkept: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      if (unkept !== undefined) void attempt(commands.saveDraft(key, unkept));
      unkept = undefined;
    };
    let known: string | undefined;
    $effect(() => {
      const text = JSON.stringify({ plan: this.plan, asOf: this.asOf });
      if (!this.#ready) return;
      if (known !== undefined && text !== known) {
        unkept = text;
        clearTimeout(timer);
        timer = setTimeout(keep, KEEP);
      }
      known = text;
    });
    $effect(() => keep);
  }
}
