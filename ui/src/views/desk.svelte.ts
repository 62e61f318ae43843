// What is in hand at the desk: the place, the article, the claim, the selected words, the dialog that is open.

import { tick } from 'svelte';
import {
  type ArticleId,
  type ArticleView,
  type ClaimId,
  type ClaimRow,
  commands,
  type EventId,
  type FeedFound,
  type Heard,
  type ImportPreview,
  type InvestigationId,
  type Loaded,
  type NearDuplicate,
  type PartyId,
  type PartyName,
  type SearchHit,
  type Seen,
  type Status,
  type Suggestion,
  type TablePreview,
  type TextRange,
  type Verified,
} from '$lib/bindings';
import { minute } from '$lib/dates';
import { isWide, layout, type Place } from '$lib/layout.svelte';
import { stepFocus } from '$lib/lists';
import { attempt, notices } from '$lib/notices.svelte';
import { m } from '$lib/paraglide/messages';
import { Filters } from '$features/claims/filters.svelte';
import { ClaimTable } from '$features/claims/table.svelte';
import { Inbox } from '$features/inbox/inbox.svelte';
import { Loading } from '$features/loading/loading.svelte';
import { sorted } from '$features/loading/report';
import type { ShownFile } from '$features/evidence/files';
import { OriginalPage } from '$features/original/original.svelte';
import { told } from '$features/suggestions/asked';
import { Asking } from '$features/suggestions/asking.svelte';
import { doings } from './doings';

export type Panel =
  | 'palette'
  | 'shortcuts'
  | 'paste'
  | 'address'
  | 'loading'
  | 'feeds'
  | 'duplicates'
  | 'revisions'
  | 'accept'
  | 'date'
  | 'left-out'
  | 'verified'
  | 'filing'
  | 'event'
  | 'import'
  | 'table'
  | 'family'
  | 'ratings'
  | 'seals'
  | 'settings'
  | 'check';

/** A claim as it is picked from among others. */
export type Picked = Pick<ClaimRow, 'id' | 'statement' | 'status'> & { claimant?: string | null };

/** A claim that another is held against. */
type RelatedTo = Omit<Picked, 'status'> & { status: Seen };

/** Things loaded at once of which the last is shown, and each failure told by itself. */
const FEW = 10;

/** What came of loading a page that was here before. */
function revised(loaded: Loaded): string | undefined {
  if (loaded.kind === 'revised') {
    const { changed, gone } = loaded.quotes;
    const broken = changed + gone > 0 ? `. ${m.done_revised_open({ count: changed + gone })}` : '';
    return m.done_revised({ number: loaded.number }) + broken;
  }
  if (loaded.kind !== 'unchanged') return undefined;
  const since = minute(loaded.since);
  return loaded.between
    ? m.done_unchanged_between({ since, between: minute(loaded.between) })
    : m.done_unchanged({ since });
}

function isSame(one: TextRange | undefined, other: TextRange | undefined): boolean {
  return one?.start === other?.start && one?.end === other?.end;
}

/** Claims that are offered to be picked at most. */
const OFFERED = 30;

export class Desk {
  /** Which claims are listed. */
  readonly filters = new Filters();
  readonly table = new ClaimTable(
    this.filters,
    () => this.claim,
    (claim) => this.openClaim(claim),
  );
  readonly loading = new Loading();
  /** The language model on this machine. */
  readonly asking = new Asking();
  readonly inbox = new Inbox();
  /** The page of the article's original that is in hand. */
  readonly original = new OriginalPage();
  /** The file that is looked at beside the claim in hand. */
  file = $state.raw<ShownFile>();
  /** The page of it that is in hand. */
  readonly leaf = new OriginalPage();
  /** The address that is offered to be fetched. */
  address = $state('');
  claim = $state<ClaimId>();
  investigation = $state<InvestigationId>();
  /** The event of its timeline that is in hand. */
  event = $state<EventId>();
  /** The event that was just recorded or changed, until it is in hand. */
  recorded = $state<EventId>();
  /** The event that is being changed; none while a new one is recorded. */
  changing = $state<EventId>();
  party = $state<PartyId>();
  /** Whether another party is being chosen that the one in hand is. */
  merging = $state(false);
  /** The words selected in the article on screen. */
  selected = $state.raw<TextRange>();
  /** Words to bring into view. */
  reveal = $state.raw<{ range: TextRange; select: boolean }>();
  panel = $state<Panel>();
  /** The file that is to be brought in, as it was looked at. */
  importing = $state.raw<ImportPreview>();
  /** The table that is to be loaded, as it was looked at. */
  tabled = $state.raw<TablePreview>();
  /** What came of holding a report against the workspace. */
  verified = $state.raw<Verified>();
  /** The mark that is being made. */
  marking = $state<Status>();
  /** Whether the statement is to be refined as soon as it is on screen. */
  refining = $state(false);
  /** Whether a response is being recorded. */
  responding = $state(false);
  /** What the words that it is recorded from say; nothing where they are none, not yet known while they are read. */
  heard = $state.raw<Heard | null>();
  /** The party whose response is recorded, where that is known before its words. */
  respondent = $state<string>();
  /** Where those words were selected. */
  #heardAt: TextRange | undefined;
  /** Whether evidence is being attached. */
  attaching = $state(false);
  /** Whether the claim in hand is being related to another. */
  relating = $state(false);
  /** The claim that it is being related to, where that is known. */
  relatingTo = $state.raw<RelatedTo>();
  /** The claim that a response was recorded to last. */
  answered = $state.raw<Picked>();

  /** The claim that was stepped to last to be answered. */
  #answerable: ClaimId | undefined;
  /** The articles that are one text with the one on screen. */
  duplicates = $state.raw<NearDuplicate[]>([]);
  /** The article as it is on screen. */
  article = $state.raw<ArticleView>();
  /** Where the suggestion in hand starts in it. */
  #proposed = $state<number>();
  #awaited: { article: ArticleId; range: TextRange; select: boolean } | undefined;

  get articleId(): ArticleId | undefined {
    return layout.kept.article;
  }

  /** Whether an investigation is on screen. */
  get isFiled(): boolean {
    return layout.kept.place === 'investigations' && this.investigation !== undefined;
  }

  /** Whether the article is on screen. */
  get isReading(): boolean {
    const { place } = layout.kept;
    return this.article !== undefined && !isWide(place) && place !== 'parties' && !this.isFiled;
  }

  /** Where in the article the passage in hand starts: what is selected, the claim, the suggestion. */
  get place(): number {
    const mark = this.article?.marks.find(({ claim }) => claim === this.claim);
    return this.selected?.start ?? mark?.range.start ?? this.#proposed ?? 0;
  }

  /** The suggestion in hand. */
  get suggestion(): Suggestion | undefined {
    return this.article?.suggestions.find(({ passage }) => passage.range.start === this.#proposed);
  }

  /** Takes `suggestion` in hand in place of a claim. */
  openSuggestion(suggestion: Suggestion | undefined): void {
    if (suggestion) this.openClaim(undefined);
    this.responding = false;
    this.#proposed = suggestion?.passage.range.start;
    if (suggestion) layout.kept.claimShown = true;
  }

  /** Shows `article`, and in it the words at `range`. */
  openArticle(article: ArticleId, range?: TextRange, select = false): void {
    layout.kept.article = article;
    // A party's page has the place where articles are read.
    if (layout.kept.place === 'parties') this.openPlace('articles');
    if (!range) return;
    if (this.article?.id === article) this.reveal = { range, select };
    else this.#awaited = { article, range, select };
  }

  /** Takes note of the article that is drawn now, and shows the words that were waited for. */
  async drawn(article: ArticleView | undefined): Promise<void> {
    this.article = article;
    const awaited = this.#awaited;
    if (!article || awaited?.article !== article.id) return;
    this.#awaited = undefined;
    await tick();
    this.reveal = { range: awaited.range, select: awaited.select };
  }

  /** Takes `claim` in hand. */
  openClaim(claim: ClaimId | undefined): void {
    if (claim !== this.claim) {
      this.marking = undefined;
      this.attaching = false;
      this.responding = false;
      this.relate(null);
      this.file = undefined;
    }
    this.claim = claim;
    if (claim) this.#proposed = undefined;
    if (claim && !isWide(layout.kept.place)) layout.kept.claimShown = true;
  }

  /** Relates the claim in hand to `other`, or to one that is to be found; with null, no longer. */
  relate(other?: RelatedTo | null): void {
    this.relating = other !== null;
    this.relatingTo = other ?? undefined;
    if (other !== null) layout.kept.claimShown = true;
  }

  /**
   * Records a response to the claim in hand, from the selected words, or takes the suggestion in hand for one.
   *
   * Of a `party` that has still to be heard no words are read.
   */
  async respond(party?: string): Promise<void> {
    layout.kept.claimShown = true;
    this.heard = undefined;
    this.responding = true;
    this.respondent = party;
    this.#answerable = undefined;
    const range = party ? undefined : this.claim ? this.selected : this.suggestion?.passage.range;
    this.#heardAt = range;
    const heard = this.article && range ? await attempt(commands.hear(this.article.id, range)) : null;
    if (isSame(this.#heardAt, range)) this.heard = heard ?? null;
  }

  /** The words that a response is recorded from: the sentence that was read, or what was selected since. */
  get answering() {
    const range = this.claim ? this.selected : this.suggestion?.passage.range;
    if (this.respondent || !this.article || !range) return undefined;
    const heard = (isSame(range, this.#heardAt) && this.heard) || undefined;
    const at = heard?.range ?? range;
    const words = [...this.article.text].slice(at.start, at.end).join('');
    return { article: this.article.id, range: at, words, heard };
  }

  /** Shows `file` beside the claim; the one that is shown is put away. */
  lookAt(file: ShownFile): void {
    this.leaf.page = this.leaf.pages = 1;
    this.file = this.file?.id === file.id ? undefined : file;
  }

  /** Takes `claim` in hand and shows where it is made. */
  async visitClaim(claim: ClaimId): Promise<void> {
    this.openPlace('claims');
    this.openClaim(claim);
    await this.showClaim();
  }

  /** Takes the claim of `row` in hand and shows where it is made. */
  async openRow(row: ClaimRow): Promise<void> {
    this.openClaim(row.id);
    await this.showClaim();
  }

  /** Shows where the claim in hand is made first. */
  async showClaim(): Promise<void> {
    if (!this.claim) return;
    const view = await attempt(commands.claim(this.claim));
    const first = view?.appearances[0];
    if (first && view?.id === this.claim) this.openArticle(first.article, first.range);
  }

  openHit(hit: SearchHit): void {
    if (isWide(layout.kept.place)) this.openPlace(hit.claim ? 'claims' : 'articles');
    if (hit.claim) {
      this.openClaim(hit.claim);
      void this.showClaim();
    } else if (hit.article) {
      this.openArticle(hit.article, hit.range ?? undefined, true);
    }
  }

  /** Asks for an address to fetch; `address` is one that was chosen elsewhere. */
  askAddress(address: string): void {
    this.address = address;
    this.panel = 'address';
  }

  /** Shows what the columns of a table say, before it is loaded. */
  lookAtTable(table: TablePreview): void {
    this.tabled = table;
    this.panel = 'table';
  }

  /** Fetches all of `addresses` in the background, `whole` pages with their pictures, and shows how far that is. */
  async fetchAll(addresses: string[], whole = false): Promise<void> {
    if ((await attempt(commands.loadAddresses(addresses, whole))) !== undefined) this.panel = 'loading';
  }

  openPlace(place: Place): void {
    layout.kept.place = place;
    if (!isWide(place)) layout.kept.listShown = true;
    this.merging = false;
    this.file = undefined;
    // What cannot be seen is not accepted by a key.
    if (place === 'parties') this.openSuggestion(undefined);
  }

  /** Composes a report on the investigation in hand, or on the whole workspace. */
  compose(): void {
    if (this.isFiled) layout.kept.reported = this.investigation ?? '';
    this.openPlace('composer');
  }

  /** Asks what happened; what is known of `event` is changed when one is given. */
  askEvent(event?: EventId): void {
    this.changing = event;
    this.panel = 'event';
  }

  /** Shows `event`, which was just recorded or changed, on the timeline. */
  showEvent(event: EventId): void {
    layout.kept.tab = 'timeline';
    this.recorded = event;
  }

  /** Takes `event` in hand. */
  holdEvent(event: EventId | undefined): void {
    this.event = event;
    if (event === this.recorded) this.recorded = undefined;
  }

  async removeEvent(event: EventId): Promise<void> {
    if (await attempt(commands.removeEvent(event).then(() => true))) this.tellDone(m.did_event_removed());
  }

  /** Shows the page of `party`. */
  openParty(party: PartyId): void {
    this.openPlace('parties');
    this.party = party;
  }

  /** The claims with these words; for none, those of the article on screen, in its order. */
  async claimsLike(words: string): Promise<Picked[]> {
    const text = words.trim();
    const here = this.article?.marks ?? [];
    if (!text && here.length > 0) {
      const once = here.filter(({ claim }, n) => here.findIndex((mark) => mark.claim === claim) === n);
      return once.map(({ claim, statement, status }) => ({ id: claim, statement, status }));
    }
    return (await commands.claims({ ...new Filters().query, text: text || null })).slice(0, OFFERED);
  }

  /** Of the article's claims the one before or after `from`; the nearest to `suggestion` on that side to begin with. */
  answerable(suggestion: Suggestion, from: Picked | undefined, step: 1 | -1): Picked | undefined {
    const { start } = suggestion.passage.range;
    const marks = this.article?.marks ?? [];
    const here = marks.findIndex(({ claim }) => claim === this.#answerable);
    const before = marks.findLastIndex(({ range }) => range.start < start);
    const isSame = here >= 0 && marks[here]?.claim === from?.id;
    const mark = marks[isSame ? here + step : step === -1 ? before : before + 1];
    this.#answerable = mark?.claim ?? this.#answerable;
    return mark && { id: mark.claim, statement: mark.statement, status: mark.status };
  }

  /** Lists the claims of `claimant` in the table. */
  openClaimant(claimant: PartyName): void {
    this.filters.clear();
    this.filters.claimant = claimant;
    this.openPlace('table');
  }

  /** Records the selected words as a claim. */
  async recordClaim(): Promise<void> {
    if (!this.article || !this.selected) {
      notices.refused(m.refused_nothing_selected());
      return;
    }
    const claim = await attempt(commands.recordClaim(this.article.id, this.selected));
    if (!claim) return;
    this.letWordsGo();
    this.openClaim(claim);
  }

  /** Lets the selected words go: what was to be done with them is done. */
  letWordsGo(): void {
    window.getSelection()?.removeAllRanges();
    this.selected = undefined;
  }

  /** Records the selected words as another appearance of the claim in hand. */
  async addAppearance(): Promise<void> {
    if (!this.article || !this.selected || !this.claim) {
      notices.refused(m.refused_nothing_selected());
      return;
    }
    const made = await attempt(commands.addAppearance(this.claim, this.article.id, this.selected));
    if (!made) return;
    this.letWordsGo();
    notices.done(m.done_appearance());
  }

  /** Takes the next of what the place shows, or the one before: a passage of the article, a row, a button. */
  step(step: 1 | -1): void {
    if (layout.kept.place === 'table') this.table.step(step);
    else if (layout.kept.place === 'inbox') this.inbox.step(step);
    else if (isWide(layout.kept.place)) stepFocus(document.querySelector('main'), step);
    else if (document.activeElement?.matches('.investigations [data-step]'))
      stepFocus(document.querySelector('.investigations'), step);
    else this.#stepPassage(step);
  }

  #stepPassage(step: 1 | -1): void {
    if (!this.article) return;
    const { id, marks, suggestions } = this.article;
    const places = [
      ...marks.map(({ range, claim }) => ({
        range,
        isHere: claim === this.claim,
        take: () => this.openClaim(claim),
      })),
      ...suggestions.map((one) => ({
        range: one.passage.range,
        isHere: one.passage.range.start === this.#proposed,
        take: () => this.openSuggestion(one),
      })),
    ].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    const at = places.findIndex(({ isHere }) => isHere);
    const to = places[at < 0 ? (step === 1 ? 0 : places.length - 1) : at + step];
    if (!to) return;
    to.take();
    this.openArticle(id, to.range);
  }

  /** Records the suggestion in hand and goes on to the next; stays with the claim instead to refine it. */
  async accept(refine: boolean): Promise<void> {
    const { article, suggestion } = this;
    if (!article || !suggestion) return;
    const following = this.following(suggestion);
    const claims = await attempt(commands.acceptSuggestions(article.id, [suggestion.passage.range]));
    if (!claims) return;
    this.refining = refine;
    if (refine || !following) this.openClaim(claims[0]);
    else this.goTo(following);
  }

  async acceptAll(ranges: TextRange[]): Promise<void> {
    if (!this.article) return;
    const claims = await attempt(commands.acceptSuggestions(this.article.id, ranges));
    if (claims) this.tellDone(m.done_accepted({ count: claims.length }));
  }

  /** Dismisses the suggestion in hand and goes on to the next. */
  async dismiss(): Promise<void> {
    const { article, suggestion } = this;
    if (!article || !suggestion) return;
    const following = this.following(suggestion);
    if (!(await attempt(commands.dismissSuggestion(article.id, suggestion.passage.range).then(() => true))))
      return;
    this.goTo(following);
  }

  /** Asks the model for further claims of the article; where it is switched off, shows where that is said. */
  async askModel(): Promise<void> {
    if (!this.article) return;
    if (!this.asking.setting?.on) {
      this.panel = 'settings';
      return;
    }
    const asked = await this.asking.ask(this.article.id);
    if (asked) notices.done(told(asked));
  }

  /** The suggestion after `suggestion`. */
  following(suggestion: Suggestion): Suggestion | undefined {
    const all = this.article?.suggestions ?? [];
    return all[all.indexOf(suggestion) + 1];
  }

  /** Takes `suggestion` in hand and shows it. */
  goTo(suggestion: Suggestion | undefined): void {
    this.openSuggestion(suggestion);
    if (this.article && suggestion) this.openArticle(this.article.id, suggestion.passage.range);
  }

  /** Puts aside what is meant in the inbox. */
  async dismissArrivals(): Promise<void> {
    const count = await this.inbox.dismiss();
    if (count > 0) this.tellDone(m.done_arrivals_dismissed({ count }));
  }

  /** Lets the analyst look at the feeds that a list names. */
  async importFeeds(): Promise<void> {
    const found = await attempt(commands.importFeeds());
    if (!found) return;
    this.inbox.found = found;
    this.panel = 'feeds';
  }

  async subscribe(feeds: FeedFound[]): Promise<void> {
    const wanted = feeds.map(({ url, title }) => ({ url, title }));
    const done = await attempt(commands.subscribeTo(wanted).then(() => true));
    if (done) this.tellDone(m.done_subscribed({ count: feeds.length }));
  }

  async undo(): Promise<void> {
    const undone = await attempt(commands.undo());
    if (undone) notices.done(m.done_undone({ what: doings[undone]?.() ?? undone }), this.#again());
  }

  async redo(): Promise<void> {
    const redone = await attempt(commands.redo());
    if (redone) notices.done(m.done_redone({ what: doings[redone]?.() ?? redone }));
  }

  /** Says what was done, and offers to take it back. */
  tellDone(text: string): void {
    notices.done(text, this.#back());
  }

  #again() {
    return { label: m.action_redo(), run: () => void this.redo() };
  }

  #back() {
    return { label: m.action_undo(), run: () => void this.undo() };
  }

  /** Says what came of loading, and shows the newest article where few were loaded. */
  tellLoaded(loaded: Loaded[], cancelled: boolean): void {
    const { failed, fresh, known, told } = sorted(loaded);
    const last = loaded.findLast((one) => 'article' in one);
    // Whoever loads many out of the inbox goes on there.
    const stays = layout.kept.place === 'inbox' && loaded.length > 1;
    if (last && !stays && (loaded.length <= FEW || !this.article)) {
      this.openPlace('articles');
      this.openArticle(last.article);
    }
    if (last) {
      const alone = fresh.length === 1 && loaded.length === 1;
      notices.done(
        (loaded.length === 1 ? revised(last) : undefined) ??
          m.done_loaded({ fresh: fresh.length, known: known.length }) +
            (cancelled ? ` ${m.done_cancelled()}` : ''),
        alone ? this.#back() : this.#report(),
      );
    }
    if (failed.length > 2)
      notices.refused(m.refused_several_loading({ count: failed.length }), this.#report());
    else for (const { name, reason } of failed) notices.refused(m.refused_loading({ name, reason }));
    if (told.length <= 2)
      for (const warning of told.flatMap(({ sentences }) => sentences)) notices.done(warning);
  }

  #report() {
    return { label: m.loading_report(), run: () => (this.panel = 'loading') };
  }
}
