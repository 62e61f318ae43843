// What waits in the inbox: the row in hand, the rows marked for doing something with many at once.

/* eslint-disable svelte/prefer-svelte-reactivity -- What is marked is replaced as a whole. */

import { type ArrivalId, type ArrivalRow, commands, type FeedFound, type FeedId } from '$lib/bindings';
import { attempt } from '$lib/notices.svelte';

export class Inbox {
  /** All that waits, the newest first. */
  all = $state.raw<ArrivalRow[]>([]);
  /** The feed that alone is shown. */
  feed = $state<FeedId>();
  chosen = $state<ArrivalId>();
  marked = $state.raw<ReadonlySet<ArrivalId>>(new Set());
  /** The feeds that a list names, while they are looked at. */
  found = $state.raw<FeedFound[]>([]);
  /** Whether feeds are being asked. */
  asking = $state(false);
  /** Where the row in hand was last: the one after it is meant when it is gone. */
  #last = 0;

  rows = $derived(this.feed ? this.all.filter(({ feed }) => feed === this.feed) : this.all);
  unread = $derived(this.all.filter(({ read }) => !read).length);
  at = $derived(this.rows.findIndex(({ id }) => id === this.chosen));
  row = $derived(this.rows[this.at]);
  /** What an action is about: what is marked, or else the row in hand. */
  targets = $derived.by(() => {
    const marked = this.rows.filter(({ id }) => this.marked.has(id));
    return marked.length > 0 ? marked : this.row ? [this.row] : [];
  });

  /** Takes note of what waits now. */
  accept(rows: ArrivalRow[]): void {
    this.all = rows;
    const here = new Set(rows.map(({ id }) => id));
    if ([...this.marked].some((id) => !here.has(id))) {
      this.marked = new Set([...this.marked].filter((id) => here.has(id)));
    }
    if (this.chosen && this.at < 0) this.chosen = this.rows[Math.min(this.#last, this.rows.length - 1)]?.id;
  }

  /** Takes `row` in hand, which is looking at it. */
  open(row: ArrivalRow): void {
    this.chosen = row.id;
    this.#last = this.at;
    if (!row.read) void attempt(commands.markArrivals([row.id], true));
  }

  step(step: 1 | -1): void {
    const row = this.rows[this.at < 0 ? (step === 1 ? 0 : this.rows.length - 1) : this.at + step];
    if (row) this.open(row);
  }

  /** Shows what one feed brought, or everything again. */
  show(feed: FeedId | undefined): void {
    this.feed = feed;
    this.marked = new Set();
    if (this.at < 0) this.chosen = undefined;
  }

  /** Marks the row in hand, or no longer. */
  mark(id: ArrivalId | undefined = this.chosen): void {
    if (!id) return;
    const marked = new Set(this.marked);
    if (!marked.delete(id)) marked.add(id);
    this.marked = marked;
  }

  markAll(): void {
    const all = this.rows.every(({ id }) => this.marked.has(id));
    this.marked = all ? new Set() : new Set(this.rows.map(({ id }) => id));
  }

  /** Loads what is meant: the text that the feed holds, or the page. */
  async load(page: boolean): Promise<void> {
    const ids = this.targets.map(({ id }) => id);
    if (ids.length > 0) await attempt(commands.loadArrivals(ids, page));
  }

  /** Puts aside what is meant; answers how many. */
  async dismiss(): Promise<number> {
    const ids = this.targets.map(({ id }) => id);
    this.#last = Math.max(0, this.at);
    if (ids.length === 0) return 0;
    return (await attempt(commands.dismissArrivals(ids).then(() => ids.length))) ?? 0;
  }

  /** Marks what is meant as unread; as read where none of it was. */
  async turn(): Promise<void> {
    const { targets } = this;
    if (targets.length === 0) return;
    const read = targets.every((row) => !row.read);
    await attempt(
      commands.markArrivals(
        targets.map(({ id }) => id),
        read,
      ),
    );
  }

  /** Asks feeds now. */
  async poll(feed?: FeedId): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    await attempt(commands.pollFeeds(feed ?? null));
    this.asking = false;
  }
}
