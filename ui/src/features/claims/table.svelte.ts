// The table of claims: their order, the row in hand, the rows that are selected. Only rows that are looked at are read.

/* eslint-disable svelte/prefer-svelte-reactivity -- A selection of 100,000 is replaced as a whole, not told one by one. */

import { SvelteMap } from 'svelte/reactivity';
import {
  type AssessmentInput,
  type ClaimColumn,
  type ClaimId,
  type ClaimOrder,
  type ClaimQuery,
  type ClaimRow,
  commands,
  type InvestigationId,
  type RatingId,
  type Status,
  type WorkInput,
} from '$lib/bindings';
import type { Listing } from '$lib/layout.svelte';
import { attempt } from '$lib/notices.svelte';
import type { Filters } from './filters.svelte';

/** Rows that are read beyond those in view, on either side. */
const AHEAD = 60;

export class ClaimTable {
  readonly filters: Filters;
  sorted = $state<ClaimColumn>('recorded');
  ascending = $state(false);
  grouped = $state<ClaimColumn>();
  ids = $state.raw<ClaimId[]>([]);
  /** Where each group starts. */
  groups = $state.raw<number[]>([]);
  selected = $state.raw<ReadonlySet<ClaimId>>(new Set());
  /** The mark that is being made. */
  marking = $state<Status>();
  /** Whether the work on what is meant is being handed on. */
  handing = $state(false);
  /** The rows that have been read. */
  readonly rows = new SvelteMap<ClaimId, ClaimRow>();
  #hand: () => ClaimId | undefined;
  #take: (claim: ClaimId) => void;
  #at = $derived.by(() => this.ids.indexOf(this.#hand() ?? ''));
  /** Where the row in hand was last: the one after it is meant when it left the table. */
  #last = 0;
  /** From where a range is selected. */
  #anchor = 0;
  #current = new Set<ClaimId>();
  #wanted: [number, number] = [0, 0];
  #isReading = false;
  #round = 0;

  /** `hand` says which claim is in hand, `take` takes another. */
  constructor(filters: Filters, hand: () => ClaimId | undefined, take: (claim: ClaimId) => void) {
    this.filters = filters;
    this.#hand = hand;
    this.#take = take;
  }

  get query(): ClaimQuery {
    const { sorted, ascending, grouped } = this;
    return { ...this.filters.query, sorted, ascending, grouped: grouped ?? null };
  }

  /** Which row is in hand; -1 when none is. */
  get at(): number {
    return this.#at;
  }

  /** The claims that an action is about: those selected, or else the one in hand. */
  get targets(): ClaimId[] {
    const hand = this.#at >= 0 ? this.ids[this.#at] : undefined;
    if (this.selected.size > 1 || (hand && this.selected.has(hand))) return [...this.selected];
    return hand ? [hand] : [];
  }

  /** What is filtered, sorted and grouped, for a view that is saved. */
  get listing(): Listing {
    const { sorted, ascending, grouped, filters } = this;
    const { status, claimant, article, investigation, work, from, to, text } = filters;
    const all = {
      status,
      claimant,
      article,
      investigation,
      work,
      from,
      to,
      text,
      sorted,
      ascending,
      grouped,
    };
    return $state.snapshot(all) as Listing;
  }

  show({ sorted, ascending, grouped, ...filters }: Listing): void {
    this.filters.clear();
    Object.assign(this.filters, filters);
    this.sorted = sorted;
    this.ascending = ascending;
    this.grouped = grouped;
  }

  /** Orders by `column`; the other way round when it is ordered so already, and then as recorded again. */
  sort(column: ClaimColumn): void {
    const first = !isCount(column);
    if (this.sorted !== column) [this.sorted, this.ascending] = [column, first];
    else if (this.ascending === first) this.ascending = !first;
    else [this.sorted, this.ascending] = ['recorded', false];
  }

  /** Takes note of what the workbench lists now. */
  accept({ ids, groups }: ClaimOrder): void {
    this.ids = ids;
    this.groups = groups;
    const here = new Set(ids);
    this.selected = new Set([...this.selected].filter((id) => here.has(id)));
    this.#current.clear();
    this.#round += 1;
    void this.read(...this.#wanted);
  }

  /** Reads the rows from `from` up to `to` and some around them, as far as they are not read yet. */
  async read(from: number, to: number): Promise<void> {
    this.#wanted = [from, to];
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      for (;;) {
        const [from, to] = this.#wanted;
        const near = this.ids.slice(Math.max(0, from - AHEAD), to + AHEAD);
        const missing = near.filter((id) => !this.#current.has(id));
        if (missing.length === 0) return;
        const round = this.#round;
        const rows = await attempt(commands.claimRows(missing));
        if (!rows) return;
        for (const row of rows) this.rows.set(row.id, row);
        if (round === this.#round) for (const id of missing) this.#current.add(id);
      }
    } finally {
      this.#isReading = false;
    }
  }

  /** Takes `row` in hand and selects nothing else. */
  take(row: number): void {
    const id = this.#go(row);
    if (id === undefined) return;
    this.selected = new Set([id]);
    this.#anchor = this.#last;
  }

  /** Takes the next row, or the one before. */
  step(step: 1 | -1): void {
    const at = this.#at;
    if (at >= 0) this.take(at + step);
    else this.take(step === 1 ? this.#last : this.#last - 1);
  }

  /** Selects from where the selection began up to `row`. */
  extend(row: number): void {
    const id = this.#go(row);
    if (id === undefined) return;
    const [from, to] = [Math.min(this.#anchor, this.#last), Math.max(this.#anchor, this.#last)];
    this.selected = new Set(this.ids.slice(from, to + 1));
  }

  /** Selects `row` beside the others, or no longer. */
  toggle(row: number): void {
    const id = this.#go(row);
    if (id === undefined) return;
    const selected = new Set(this.selected);
    if (!selected.delete(id)) selected.add(id);
    this.selected = selected;
    this.#anchor = this.#last;
  }

  selectAll(): void {
    this.selected = new Set(this.ids);
  }

  /** Selects nothing but the row in hand; answers whether more was selected. */
  letGo(): boolean {
    const more = this.selected.size > 1;
    this.selected = new Set();
    return more;
  }

  /** Marks what is meant as pending at once; another mark asks for its rationale first. Answers how many were marked. */
  async mark(status: Status): Promise<number> {
    if (status === 'pending') return this.assess(status, '');
    if (this.targets.length > 0) this.marking = status;
    return 0;
  }

  async assess(status: Status, rationale: string, rating: RatingId | null = null): Promise<number> {
    const input: AssessmentInput = { status, rationale, confidence: null, likelihood: null, rating };
    const done = await this.#all((claims) => commands.assessClaims(claims, input));
    if (done > 0) this.marking = undefined;
    return done;
  }

  async setWork(input: WorkInput): Promise<number> {
    const done = await this.#all((claims) => commands.setWork(claims, input));
    if (done > 0) this.handing = false;
    return done;
  }

  file(investigation: InvestigationId): Promise<number> {
    return this.#all((claims) => commands.fileClaims(investigation, claims));
  }

  async #all(work: (claims: ClaimId[]) => Promise<null>): Promise<number> {
    const claims = this.targets;
    if (claims.length === 0) return 0;
    return (await attempt(work(claims).then(() => claims.length))) ?? 0;
  }

  /** Takes the row nearest to `row` in hand. */
  #go(row: number): ClaimId | undefined {
    this.#last = Math.min(this.ids.length - 1, Math.max(0, row));
    const id = this.ids[this.#last];
    if (id !== undefined) this.#take(id);
    return id;
  }
}

/** Whether the greatest is looked for first. */
function isCount(column: ClaimColumn): boolean {
  return column === 'articles' || column === 'evidence' || column === 'dated';
}
