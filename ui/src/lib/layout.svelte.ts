// How the window is laid out, remembered between starts.

import type {
  ArticleId,
  ClaimColumn,
  Grouping,
  InvestigationId,
  Part,
  PartyId,
  Publisher,
  Status,
  Template,
  WorkState,
} from './bindings';
import { commands } from './bindings';
import { attempt } from './notices.svelte';

export type Place =
  | 'queue'
  | 'inbox'
  | 'articles'
  | 'claims'
  | 'table'
  | 'parties'
  | 'investigations'
  | 'overview'
  | 'composer';
export type Theme = 'system' | 'light' | 'dark';

export type Tab = 'contents' | 'matrix' | 'timeline' | 'overview';

/** Which claims are listed and how they are ordered. */
export interface Listing {
  status?: Status;
  claimant?: { id: PartyId; name: string };
  article?: { id: ArticleId; title: string };
  investigation?: { id: InvestigationId; name: string };
  work?: WorkState;
  from: string;
  to: string;
  text: string;
  sorted: ClaimColumn;
  ascending: boolean;
  grouped?: ClaimColumn;
}

/** A listing with a name. It belongs to one workspace, told by its first entry: what it names is only known there. */
export interface SavedView {
  name: string;
  workspace: string;
  listing: Listing;
}

/** How reports look, under a name of the analyst's own. */
export interface OwnTemplate {
  name: string;
  template: Template;
  grouping: Grouping;
  publisher: Publisher & Required<Omit<Publisher, 'logo'>>;
  /** The parts it has; those of the template when nothing. */
  parts?: Part[] | null;
}

interface Kept {
  place: Place;
  /** What is shown of an investigation. */
  tab: Tab;
  /** Whether claims that say one thing are one column of the matrix. */
  families: boolean;
  views: SavedView[];
  templates: OwnTemplate[];
  /** The investigation that a report is composed on; empty for the whole workspace. */
  reported: string;
  article: string | undefined;
  /** Widths in CSS pixels. */
  list: number;
  claim: number;
  listShown: boolean;
  claimShown: boolean;
  /** Whether the original is shown beside the article. */
  originalShown: boolean;
  theme: Theme;
  zoom: number;
}

/** At most so often is the layout written, in milliseconds. */
const PAUSE = 250;
const NARROWEST = 200;
const WIDEST = 620;

class Layout {
  kept = $state<Kept>({
    place: 'articles',
    tab: 'contents',
    families: false,
    views: [],
    templates: [],
    reported: '',
    article: undefined,
    list: 276,
    claim: 364,
    listShown: true,
    claimShown: true,
    originalShown: false,
    theme: 'system',
    zoom: 1,
  });

  /** Takes up what was remembered; whatever does not fit is left as it is. */
  async recall(): Promise<void> {
    const text = await attempt(commands.layout());
    const known: unknown = text ? JSON.parse(text) : {};
    for (const [name, value] of Object.entries(known ?? {})) {
      if (
        name in this.kept &&
        (typeof value === typeof this.kept[name as keyof Kept] || name === 'article')
      ) {
        Object.assign(this.kept, { [name]: value });
      }
    }
    this.kept.views = Array.isArray(this.kept.views) ? this.kept.views.filter(isView) : [];
    this.kept.templates = Array.isArray(this.kept.templates) ? this.kept.templates.filter(isTemplate) : [];
    this.kept.list = within(this.kept.list);
    this.kept.claim = within(this.kept.claim);
    this.#show();
  }

  /** Keeps changes as they are made, until the answer is called: one at once, those of a drag now and then. */
  remember(): () => void {
    let saved = Date.now();
    return $effect.root(() => {
      $effect(() => {
        const json = JSON.stringify(this.kept);
        const save = () => {
          saved = Date.now();
          void attempt(commands.saveLayout(json));
        };
        const timer = setTimeout(save, Math.max(0, saved + PAUSE - Date.now()));
        return () => clearTimeout(timer);
      });
    });
  }

  setTheme(theme: Theme): void {
    this.kept.theme = theme;
    this.#show();
  }

  /** Zooms in or out by a step; back to natural size for 0. */
  zoom(steps: number): void {
    this.kept.zoom = steps === 0 ? 1 : Math.min(2.5, Math.max(0.6, this.kept.zoom + steps * 0.1));
    this.#show();
  }

  setWidth(column: 'list' | 'claim', width: number): void {
    this.kept[column] = within(width);
  }

  /** Shows theme and zoom; nothing is asked of the system that is so already, and nothing waits for it. */
  #show(): void {
    const { theme, zoom } = this.kept;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    if (theme !== this.#theme) void attempt(commands.setTheme(theme === 'system' ? null : theme === 'dark'));
    if (zoom !== this.#zoom) void attempt(commands.setZoom(zoom));
    this.#theme = theme;
    this.#zoom = zoom;
  }

  #theme: Theme = 'system';
  #zoom = 1;
}

/** Whether a place takes the room of the list too. */
export function isWide(place: Place): boolean {
  return ['queue', 'inbox', 'table', 'overview', 'composer'].includes(place);
}

function isView(view: Partial<SavedView> | null): view is SavedView {
  return [view?.name, view?.workspace, view?.listing?.sorted, view?.listing?.text].every(
    (part) => typeof part === 'string',
  );
}

function isTemplate(own: Partial<OwnTemplate> | null): own is OwnTemplate {
  const { name, url, colour } = own?.publisher ?? {};
  return [own?.name, own?.template, own?.grouping, name, url, colour].every(
    (part) => typeof part === 'string',
  );
}

function within(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

export const layout = new Layout();
