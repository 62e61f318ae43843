// Everything the analyst can do, once: the palette, the shortcut sheet, the menus and the keys are made of this.

import { tick } from 'svelte';
import { commands, type Status, type WorkspaceView } from '$lib/bindings';
import type { Keys } from '$lib/keyboard';
import { isWide, layout, type Place } from '$lib/layout.svelte';
import { stepFocus } from '$lib/lists';
import { attempt, notices } from '$lib/notices.svelte';
import { m } from '$lib/paraglide/messages';
import { wording } from '$lib/statuses';
import type { Desk } from './desk.svelte';
import { doings } from './doings';
import { partActions } from './parts';

export type Menu = 'file' | 'edit' | 'claim' | 'inbox' | 'view' | 'help';

export interface Action {
  id: string;
  label: string;
  /** The keys that do it; the first is shown. */
  keys: readonly Keys[];
  menu: Menu;
  /** Whether a line parts it from the one before in its menu. */
  parted?: boolean;
  enabled: boolean;
  run: () => void;
}

/** An action as it is written down: without keys and always possible unless it says otherwise. */
export type Draft = Omit<Action, 'keys' | 'enabled'> & { keys?: Keys[]; enabled?: boolean };

/** The list of the place that is open; of those made of buttons, the one that is chosen. */
const LIST = '.column .list[role=listbox], .investigations [aria-pressed=true], .investigations button';

/** The id of the action that opens the workspace at `place` of those opened lately. */
export const recentId = (place: number) => `recent:${place}`;

/** All actions, as the desk and its workspace now allow them; `recent` names the workspaces opened lately. */
export function actions(
  desk: Desk,
  workspace: WorkspaceView | undefined,
  recent: readonly string[],
): Action[] {
  const writable = workspace !== undefined && workspace.read_only === null;
  const open = workspace !== undefined;
  const { place } = layout.kept;
  const claim = desk.claim !== undefined && (place === 'table' || !(isWide(place) || desk.isFiled));
  const article = desk.isReading;
  const suggestion = article && desk.suggestion !== undefined;
  const table = place === 'table';
  const filed = writable && desk.isFiled;
  const event = filed && layout.kept.tab === 'timeline' ? desk.event : undefined;
  const inbox = open && place === 'inbox';
  const arrival = inbox && writable && desk.inbox.targets.length > 0;
  const composing = open && place === 'composer';
  /** The document whose pages are leafed through. */
  const leaf = desk.file ? desk.leaf : article && layout.kept.originalShown ? desk.original : undefined;
  const mark = (status: Status) => () => {
    if (table) void markRows(desk, status);
    else {
      layout.kept.claimShown = true;
      desk.marking = status;
    }
  };
  const did = (name: string | null | undefined) => (name ? ` ${doings[name]?.() ?? ''}`.toLowerCase() : '');
  /** Does `what` to the part of the claim's panel that `css` finds; says `why` not where there is none. */
  const inPanel =
    (css: string, what: (part: HTMLElement) => void, why: () => string = m.refused_nothing_there) =>
    () => {
      layout.kept.claimShown = true;
      void tick().then(() => {
        const part = document.querySelector<HTMLElement>(css);
        if (part) what(part);
        else notices.refused(why());
      });
    };
  const press = (id: string) => () => document.getElementById(id)?.click();
  const focus = (id: string) => () => document.getElementById(id)?.focus();
  /** Opens a place and puts the focus on its list. */
  const list = (place: Place) => () => {
    desk.openPlace(place);
    void tick().then(() => document.querySelector<HTMLElement>(LIST)?.focus());
  };
  const drafts: Draft[] = [
    { id: 'new', label: m.action_new(), menu: 'file', keys: ['Ctrl+N'], run: () => void newWorkspace() },
    {
      id: 'open',
      label: m.action_open(),
      menu: 'file',
      keys: ['Ctrl+Shift+O'],
      run: () => void attempt(commands.openWorkspace()),
    },
    {
      id: 'copy',
      label: m.action_copy(),
      menu: 'file',
      keys: ['Ctrl+Shift+S'],
      enabled: open,
      run: () => void saveCopy(workspace),
    },
    {
      id: 'load',
      label: m.action_load(),
      menu: 'file',
      parted: true,
      keys: ['Ctrl+O'],
      enabled: writable,
      run: () => void attempt(commands.chooseArticles()),
    },
    {
      id: 'load-folder',
      label: m.action_load_folder(),
      menu: 'file',
      keys: ['Ctrl+Shift+F'],
      enabled: writable,
      run: () => void attempt(commands.chooseFolder()),
    },
    {
      id: 'load-table',
      label: m.action_load_table(),
      menu: 'file',
      keys: ['Ctrl+Shift+T'],
      enabled: writable,
      run: () => void loadTable(desk),
    },
    {
      id: 'address',
      label: m.action_address(),
      menu: 'file',
      keys: ['Ctrl+L'],
      enabled: writable,
      run: () => desk.askAddress(''),
    },
    {
      id: 'paste',
      label: m.action_paste(),
      menu: 'file',
      keys: ['Ctrl+Shift+V'],
      enabled: writable,
      run: () => (desk.panel = 'paste'),
    },
    {
      id: 'sample',
      label: m.action_sample(),
      menu: 'file',
      keys: ['Ctrl+Shift+D'],
      enabled: writable,
      run: () => void loadSample(desk),
    },
    {
      id: 'loading',
      label: m.action_loading(),
      menu: 'file',
      keys: ['Ctrl+Shift+L'],
      enabled: open,
      run: () => (desk.panel = 'loading'),
    },
    {
      id: 'report',
      label: m.action_report(),
      menu: 'file',
      parted: true,
      keys: ['Ctrl+E'],
      enabled: open,
      run: () => desk.compose(),
    },
    {
      id: 'write-report',
      label: m.action_write_report(),
      menu: 'file',
      keys: ['Ctrl+Shift+E'],
      enabled: composing,
      run: press('write-report'),
    },
    {
      id: 'print-report',
      label: m.action_print_report(),
      menu: 'file',
      keys: ['Ctrl+P'],
      enabled: composing,
      run: press('print-report'),
    },
    {
      id: 'cancel-report',
      label: m.action_cancel_report(),
      menu: 'file',
      keys: ['Ctrl+.'],
      enabled: composing,
      run: press('cancel-report'),
    },
    {
      id: 'verify-report',
      label: m.action_verify(),
      menu: 'file',
      keys: ['Ctrl+Shift+R'],
      enabled: open,
      run: () => void verifyReport(desk),
    },
    {
      id: 'export-bundle',
      label: m.action_export_bundle(),
      menu: 'file',
      keys: ['Ctrl+Shift+B'],
      enabled: open,
      run: () => void exportBundle(desk),
    },
    {
      id: 'import',
      label: m.action_import(),
      menu: 'file',
      keys: ['Ctrl+I'],
      enabled: writable,
      run: () => void importFile(desk),
    },
    {
      id: 'original',
      label: m.action_original(),
      menu: 'file',
      keys: ['Ctrl+S'],
      enabled: article,
      run: () => void saveOriginal(desk),
    },
    {
      id: 'keep-archive',
      label: m.action_keep_archive(),
      menu: 'file',
      keys: ['Ctrl+D'],
      enabled: writable && article && desk.article?.origin.kind === 'address',
      run: () => void keepArchive(desk),
    },
    {
      id: 'save-archive',
      label: m.action_save_archive(),
      menu: 'file',
      keys: ['Ctrl+Shift+W'],
      enabled: article && desk.article?.archive != null,
      run: () => void saveArchive(desk),
    },
    {
      id: 'ratings',
      label: m.action_ratings(),
      menu: 'file',
      parted: true,
      keys: ['Ctrl+Shift+G'],
      run: () => (desk.panel = 'ratings'),
    },
    {
      id: 'settings',
      label: m.action_settings(),
      menu: 'file',
      keys: ['Ctrl+,'],
      run: () => (desk.panel = 'settings'),
    },
    {
      id: 'seal',
      label: m.action_seal(),
      menu: 'file',
      keys: ['Ctrl+Shift+P'],
      enabled: open,
      run: () => (desk.panel = 'seals'),
    },
    {
      id: 'quit',
      label: m.action_quit(),
      menu: 'file',
      parted: true,
      keys: ['Ctrl+Q'],
      run: () => void attempt(commands.quit()),
    },

    {
      id: 'undo',
      label: m.action_undo() + did(workspace?.undo),
      menu: 'edit',
      keys: ['Ctrl+Z'],
      enabled: writable && workspace.undo !== null,
      run: () => void desk.undo(),
    },
    {
      id: 'redo',
      label: m.action_redo() + did(workspace?.redo),
      menu: 'edit',
      keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
      enabled: writable && workspace.redo !== null,
      run: () => void desk.redo(),
    },
    {
      id: 'select-all',
      label: m.action_select_all(),
      menu: 'edit',
      parted: true,
      keys: ['Ctrl+A'],
      enabled: table || inbox,
      run: () => (inbox ? desk.inbox.markAll() : desk.table.selectAll()),
    },
    {
      id: 'cite',
      label: m.action_cite(),
      menu: 'edit',
      keys: ['Ctrl+Shift+C'],
      enabled: composing,
      run: () => {
        press('tab-words')();
        void tick().then(() => document.querySelector<HTMLElement>('#cite button')?.click());
      },
    },
    {
      id: 'find',
      label: m.action_find(),
      menu: 'edit',
      keys: ['/', 'Ctrl+F'],
      enabled: open,
      run: focus('search'),
    },

    {
      id: 'record',
      label: m.action_record(),
      menu: 'claim',
      keys: ['C'],
      enabled: writable && article,
      run: () => void desk.recordClaim(),
    },
    {
      id: 'again',
      label: m.action_appearance(),
      menu: 'claim',
      keys: ['M'],
      enabled: writable && article && claim,
      run: () => void desk.addAppearance(),
    },
    {
      id: 'refine',
      label: m.action_refine(),
      menu: 'claim',
      keys: ['Enter', 'F2'],
      enabled: writable && claim,
      run: () => {
        layout.kept.claimShown = true;
        desk.refining = true;
      },
    },
    {
      id: 'source',
      label: m.action_source(),
      menu: 'claim',
      keys: ['S'],
      enabled: writable && claim,
      run: inPanel('[id^=made-][id$=-claimant]', (field) => field.focus()),
    },
    {
      id: 'accept',
      label: m.action_accept(),
      menu: 'claim',
      parted: true,
      keys: ['Enter'],
      // A response that is being recorded from it is not one more claim.
      enabled: writable && suggestion && !desk.responding,
      run: () => void desk.accept(false),
    },
    {
      id: 'edit',
      label: m.action_edit(),
      menu: 'claim',
      keys: ['E'],
      enabled: writable && suggestion,
      run: () => void desk.accept(true),
    },
    {
      id: 'dismiss',
      label: m.action_dismiss(),
      menu: 'claim',
      keys: ['X'],
      enabled: writable && suggestion,
      run: () => void desk.dismiss(),
    },
    {
      id: 'accept-all',
      label: m.action_accept_all(),
      menu: 'claim',
      keys: ['A'],
      enabled: writable && (desk.article?.suggestions.length ?? 0) > 0,
      run: () => (desk.panel = 'accept'),
    },
    {
      id: 'ask-model',
      label: m.action_ask_model(),
      menu: 'claim',
      keys: ['Ctrl+Shift+A'],
      enabled: article && !desk.asking.article,
      run: () => void desk.askModel(),
    },
    {
      id: 'pending',
      label: m.action_pending(),
      menu: 'claim',
      parted: true,
      keys: ['1'],
      enabled: writable && claim,
      run: mark('pending'),
    },
    {
      id: 'confirm',
      label: m.action_confirm(),
      menu: 'claim',
      keys: ['2'],
      enabled: writable && claim,
      run: mark('confirmed'),
    },
    {
      id: 'deny',
      label: m.action_deny(),
      menu: 'claim',
      keys: ['3'],
      enabled: writable && claim,
      run: mark('denied'),
    },
    {
      id: 'respond',
      label: m.action_respond(),
      menu: 'claim',
      keys: ['R'],
      enabled: writable && (claim || suggestion),
      run: () => void desk.respond(),
    },
    {
      id: 'evidence',
      label: m.action_evidence(),
      menu: 'claim',
      keys: ['E'],
      enabled: writable && claim,
      run: () => {
        layout.kept.claimShown = true;
        desk.attaching = true;
      },
    },
    {
      id: 'weigh',
      label: m.action_weigh(),
      menu: 'claim',
      keys: ['Q'],
      enabled: writable && claim,
      run: inPanel('#weigh-newest', (button) => button.click()),
    },
    {
      id: 'relate',
      label: m.action_relate(),
      menu: 'claim',
      keys: ['L'],
      enabled: writable && claim,
      run: () => desk.relate(),
    },
    {
      id: 'family',
      label: m.action_family(),
      menu: 'claim',
      keys: ['F'],
      enabled: claim,
      run: () => (desk.panel = 'family'),
    },
    {
      id: 'accept-likeness',
      label: m.action_accept_likeness(),
      menu: 'claim',
      keys: ['Y'],
      enabled: writable && claim,
      run: inPanel('#accept-likeness', decide, m.elsewhere_none),
    },
    {
      id: 'deny-likeness',
      label: m.action_deny_likeness(),
      menu: 'claim',
      keys: ['N'],
      enabled: writable && claim,
      run: inPanel('#deny-likeness', decide, m.elsewhere_none),
    },
    {
      id: 'next-likeness',
      label: m.action_next_likeness(),
      menu: 'claim',
      keys: ['Shift+J'],
      enabled: claim,
      run: inPanel('.likeness', (list) => stepFocus(list, 1), m.elsewhere_none),
    },
    {
      id: 'previous-likeness',
      label: m.action_previous_likeness(),
      menu: 'claim',
      keys: ['Shift+K'],
      enabled: claim,
      run: inPanel('.likeness', (list) => stepFocus(list, -1), m.elsewhere_none),
    },
    {
      id: 'evidence-file',
      label: m.action_evidence_file(),
      menu: 'claim',
      keys: ['P'],
      enabled: claim,
      run: () => {
        const next = document.getElementById('next-file');
        if (desk.file && !next) desk.file = undefined;
        else inPanel('#next-file', (file) => file.click(), m.refused_no_file)();
      },
    },
    {
      id: 'accept-quote',
      label: m.action_accept_quote(),
      menu: 'claim',
      keys: ['Shift+Y'],
      enabled: writable && claim,
      run: inPanel('#accept-quote', (button) => button.click(), m.refused_no_quote),
    },
    {
      id: 'keep-quote',
      label: m.action_keep_quote(),
      menu: 'claim',
      keys: ['Shift+N'],
      enabled: writable && claim,
      run: inPanel('#keep-quote', (button) => button.click(), m.refused_no_quote),
    },
    {
      id: 'work',
      label: m.action_work(),
      menu: 'claim',
      parted: true,
      keys: ['W'],
      enabled: writable && claim,
      run: table ? focus('table-work') : inPanel('#claim-work', (field) => field.focus()),
    },
    {
      id: 'hand',
      label: m.action_hand(),
      menu: 'claim',
      keys: ['H'],
      enabled: writable && table && desk.table.targets.length > 0,
      run: () => (desk.table.handing = true),
    },
    {
      id: 'review',
      label: m.action_review(),
      menu: 'claim',
      keys: ['V'],
      enabled: writable && claim,
      run: inPanel('#review input', (field) => field.focus(), m.refused_nothing_to_review),
    },
    {
      id: 'next',
      label: m.action_next_claim(),
      menu: 'claim',
      parted: true,
      keys: ['J'],
      enabled: article || isWide(place) || place === 'investigations',
      run: () => desk.step(1),
    },
    {
      id: 'previous',
      label: m.action_previous_claim(),
      menu: 'claim',
      keys: ['K'],
      enabled: article || isWide(place) || place === 'investigations',
      run: () => desk.step(-1),
    },
    {
      id: 'show',
      label: m.action_show(),
      menu: 'claim',
      keys: ['G'],
      enabled: claim,
      run: () => void (desk.isReading ? desk.showClaim() : desk.visitClaim(desk.claim ?? '')),
    },
    {
      id: 'file',
      label: m.action_filing(),
      menu: 'claim',
      parted: true,
      keys: ['I'],
      enabled: writable && (claim || article),
      run: () => (desk.panel = 'filing'),
    },
    {
      id: 'record-event',
      label: m.action_record_event(),
      menu: 'claim',
      parted: true,
      keys: ['E'],
      enabled: filed,
      run: () => desk.askEvent(),
    },
    {
      id: 'change-event',
      label: m.action_change_event(),
      menu: 'claim',
      keys: ['Enter'],
      enabled: event !== undefined,
      run: () => desk.askEvent(event),
    },
    {
      id: 'remove-event',
      label: m.action_remove_event(),
      menu: 'claim',
      keys: ['Delete'],
      enabled: event !== undefined,
      run: () => {
        if (event) void desk.removeEvent(event);
      },
    },
    {
      id: 'remove-claim',
      label: m.action_remove_claim(),
      menu: 'claim',
      parted: true,
      keys: ['Delete'],
      enabled: writable && claim,
      run: () => void removeClaim(desk),
    },
    {
      id: 'remove-article',
      label: m.action_remove_article(),
      menu: 'claim',
      keys: ['Shift+Delete'],
      enabled: writable && article,
      run: () => void removeArticle(desk),
    },

    {
      id: 'inbox-load',
      label: m.action_inbox_load(),
      menu: 'inbox',
      keys: ['Enter'],
      enabled: arrival,
      run: () => void desk.inbox.load(false),
    },
    {
      id: 'inbox-page',
      label: m.action_inbox_page(),
      menu: 'inbox',
      keys: ['Shift+Enter'],
      enabled: arrival,
      run: () => void desk.inbox.load(true),
    },
    {
      id: 'inbox-dismiss',
      label: m.action_inbox_dismiss(),
      menu: 'inbox',
      keys: ['X'],
      enabled: arrival,
      run: () => void desk.dismissArrivals(),
    },
    {
      id: 'inbox-turn',
      label: m.action_inbox_turn(),
      menu: 'inbox',
      keys: ['U'],
      enabled: arrival,
      run: () => void desk.inbox.turn(),
    },
    {
      id: 'inbox-mark',
      label: m.action_inbox_mark(),
      menu: 'inbox',
      keys: ['M'],
      enabled: arrival,
      run: () => desk.inbox.mark(),
    },
    {
      id: 'subscribe',
      label: m.action_subscribe(),
      menu: 'inbox',
      parted: true,
      keys: ['Ctrl+B'],
      enabled: writable,
      run: () => {
        desk.openPlace('inbox');
        void tick().then(focus('feed-address'));
      },
    },
    {
      id: 'import-feeds',
      label: m.action_import_feeds(),
      menu: 'inbox',
      keys: ['Ctrl+Shift+J'],
      enabled: writable,
      run: () => void desk.importFeeds(),
    },
    {
      id: 'poll',
      label: m.action_poll(),
      menu: 'inbox',
      keys: ['Ctrl+R'],
      enabled: writable,
      run: () => void desk.inbox.poll(),
    },

    {
      id: 'inbox',
      label: m.action_inbox(),
      menu: 'view',
      keys: ['Ctrl+8'],
      enabled: open,
      run: () => {
        desk.openPlace('inbox');
        void tick().then(focus('arrivals'));
      },
    },
    {
      id: 'queue',
      label: m.action_queue(),
      menu: 'view',
      keys: ['Ctrl+5'],
      run: () => desk.openPlace('queue'),
    },
    {
      id: 'articles',
      label: m.action_articles(),
      menu: 'view',
      keys: ['Ctrl+1'],
      run: list('articles'),
    },
    {
      id: 'claims',
      label: m.action_claims(),
      menu: 'view',
      keys: ['Ctrl+2'],
      run: list('claims'),
    },
    {
      id: 'table',
      label: m.action_table(),
      menu: 'view',
      keys: ['T', 'Ctrl+7'],
      enabled: open,
      run: () => desk.openPlace(table ? 'claims' : 'table'),
    },
    {
      id: 'investigations',
      label: m.action_investigations(),
      menu: 'view',
      keys: ['Ctrl+3'],
      run: list('investigations'),
    },
    {
      id: 'parties',
      label: m.action_parties(),
      menu: 'view',
      keys: ['Ctrl+4'],
      run: () => {
        desk.openPlace('parties');
        void tick().then(focus('party-search'));
      },
    },
    {
      id: 'merge-party',
      label: m.action_merge_party(),
      menu: 'claim',
      keys: ['M'],
      enabled: writable && layout.kept.place === 'parties' && desk.party !== undefined,
      run: () => (desk.merging = true),
    },
    {
      id: 'overview',
      label: m.action_overview(),
      menu: 'view',
      keys: ['Ctrl+6'],
      enabled: open,
      run: () => desk.openPlace('overview'),
    },
    {
      id: 'show-original',
      label: m.action_original_show(),
      menu: 'view',
      parted: true,
      keys: ['O'],
      enabled: article,
      run: () => (layout.kept.originalShown = !layout.kept.originalShown),
    },
    {
      id: 'original-next',
      label: m.action_original_next(),
      menu: 'view',
      keys: ['Alt+PageDown'],
      enabled: leaf !== undefined && leaf.page < leaf.pages,
      run: () => leaf?.step(1),
    },
    {
      id: 'original-previous',
      label: m.action_original_previous(),
      menu: 'view',
      keys: ['Alt+PageUp'],
      enabled: leaf !== undefined && leaf.page > 1,
      run: () => leaf?.step(-1),
    },
    {
      id: 'duplicates',
      label: m.action_duplicates(),
      menu: 'view',
      keys: ['D'],
      enabled: article && desk.duplicates.length > 0,
      run: () => (desk.panel = 'duplicates'),
    },
    {
      id: 'revisions',
      label: m.action_revisions(),
      menu: 'view',
      keys: ['U'],
      enabled: article && desk.article?.revision != null,
      run: () => (desk.panel = 'revisions'),
    },
    {
      id: 'fold-list',
      label: m.action_fold_list(),
      menu: 'view',
      parted: true,
      keys: ['['],
      enabled: !isWide(place),
      run: () => (layout.kept.listShown = !layout.kept.listShown),
    },
    {
      id: 'fold-claim',
      label: m.action_fold_claim(),
      menu: 'view',
      keys: [']'],
      run: () => (layout.kept.claimShown = !layout.kept.claimShown),
    },
    {
      id: 'zoom-in',
      label: m.action_zoom_in(),
      menu: 'view',
      parted: true,
      keys: ['Ctrl++', 'Ctrl+='],
      run: () => layout.zoom(1),
    },
    {
      id: 'zoom-out',
      label: m.action_zoom_out(),
      menu: 'view',
      keys: ['Ctrl+-'],
      run: () => layout.zoom(-1),
    },
    { id: 'zoom', label: m.action_zoom(), menu: 'view', keys: ['Ctrl+0'], run: () => layout.zoom(0) },
    {
      id: 'fullscreen',
      label: m.action_fullscreen(),
      menu: 'view',
      keys: ['F11'],
      run: () => void attempt(commands.setFullscreen()),
    },

    {
      id: 'palette',
      label: m.action_palette(),
      menu: 'help',
      keys: ['Ctrl+K'],
      run: () => (desk.panel = 'palette'),
    },
    {
      id: 'shortcuts',
      label: m.action_shortcuts(),
      menu: 'help',
      keys: ['?', 'F1'],
      run: () => (desk.panel = 'shortcuts'),
    },
    {
      id: 'check',
      label: m.action_check(),
      menu: 'help',
      parted: true,
      keys: ['Ctrl+Shift+K'],
      enabled: open,
      run: () => (desk.panel = 'check'),
    },
  ];
  const opening = recent.map((name, place) => ({
    id: recentId(place),
    label: m.action_recent({ name }),
    menu: 'file' as const,
    run: () => void attempt(commands.openRecent(place)),
  }));
  return [...drafts, ...partActions(desk, { writable, claim, article }), ...opening].map((action) => ({
    keys: [],
    enabled: true,
    ...action,
  }));
}

/** The actions that the foot line teaches. */
const TAUGHT = [
  'record',
  'next',
  'accept',
  'edit',
  'dismiss',
  'inbox-load',
  'inbox-dismiss',
  'inbox-turn',
  'confirm',
  'evidence',
  'refine',
  'palette',
  'shortcuts',
];

/** The keys of the moment. */
export function footKeys(desk: Desk, actions: readonly Action[]): { keys: Keys; label: string }[] {
  return TAUGHT.flatMap((id) => {
    const action = actions.find((action) => action.id === id);
    const selects = id === 'record' && !desk.selected;
    return action?.enabled && action.keys[0] && !selects
      ? [{ keys: action.keys[0], label: action.label }]
      : [];
  });
}

/** Presses `button` once what it decides is in sight; until then it brings that there and does no more. */
function decide(button: HTMLElement) {
  const proposal = button.closest('li');
  const panel = button.closest('.panel');
  if (!proposal || !panel) return;
  const at = proposal.getBoundingClientRect();
  const view = panel.getBoundingClientRect();
  if (at.top >= view.top && at.bottom <= view.bottom) button.click();
  else {
    proposal.scrollIntoView({ block: 'center' });
    proposal.querySelector<HTMLElement>('[data-step]')?.focus({ preventScroll: true });
  }
}

async function markRows(desk: Desk, status: Status) {
  const count = await desk.table.mark(status);
  if (count > 0) desk.tellDone(m.done_marked({ count, status: wording[status].toLowerCase() }));
}

async function newWorkspace() {
  await attempt(commands.newWorkspace(m.new_workspace_name()));
}

async function saveCopy(workspace: WorkspaceView | undefined) {
  const path = await attempt(commands.saveCopy(m.copy_name({ name: workspace?.name ?? '' })));
  if (path) notices.done(m.done_copied({ path }));
}

async function loadSample(desk: Desk) {
  const loaded = await attempt(commands.loadSample());
  if (loaded) desk.tellLoaded(loaded, false);
}

async function verifyReport(desk: Desk) {
  const verified = await attempt(commands.verifyReport());
  if (!verified) return;
  desk.verified = verified;
  desk.panel = 'verified';
}

/** Takes along the investigation in hand, or the one that a report is composed on; the whole workspace when none is. */
async function exportBundle(desk: Desk) {
  const { place, reported } = layout.kept;
  const investigation = desk.isFiled ? desk.investigation : place === 'composer' ? reported : undefined;
  if (await attempt(commands.exportBundle(investigation || null))) notices.done(m.done_bundle_written());
}

/** Shows what the columns of a chosen table say, before it is loaded. */
async function loadTable(desk: Desk) {
  const table = await attempt(commands.chooseTable());
  if (table) desk.lookAtTable(table);
}

/** Shows what a chosen file would bring; a bundle comes in at once, since there is nothing to map. */
async function importFile(desk: Desk) {
  const preview = await attempt(commands.chooseImport());
  if (!preview) return;
  if (preview.report.kind !== 'bundle') {
    desk.importing = preview;
    desk.panel = 'import';
    return;
  }
  const imported = await attempt(commands.importChosen({ sheet: null, columns: [] }));
  if (!imported || 'kind' in imported) return;
  const { investigation, articles, claims, details, already_here, older_marks } = imported;
  const counts = m.done_bundle_imported({ articles, claims, details, known: already_here });
  desk.tellDone(older_marks > 0 ? `${counts} ${m.done_bundle_older({ count: older_marks })}` : counts);
  if (!investigation) return;
  desk.openPlace('investigations');
}

async function saveOriginal(desk: Desk) {
  const path = desk.article && (await attempt(commands.saveOriginal(desk.article.id)));
  if (path) notices.done(m.done_original({ path }));
}

async function keepArchive(desk: Desk) {
  if (!desk.article) return;
  notices.done(m.archive_busy());
  const archive = await attempt(commands.keepArchive(desk.article.id));
  if (archive) desk.tellDone(m.done_archive_kept({ count: archive.resources }));
}

async function saveArchive(desk: Desk) {
  const path = desk.article && (await attempt(commands.saveArchive(desk.article.id)));
  if (path) notices.done(m.done_original({ path }));
}

async function removeClaim(desk: Desk) {
  if (!desk.claim || !(await attempt(commands.removeClaim(desk.claim).then(() => true)))) return;
  desk.openClaim(undefined);
  notices.done(m.did_claim_removed(), { label: m.action_undo(), run: () => void desk.undo() });
}

async function removeArticle(desk: Desk) {
  if (!desk.article || !(await attempt(commands.removeArticle(desk.article.id).then(() => true)))) return;
  layout.kept.article = undefined;
  notices.done(m.did_article_removed(), { label: m.action_undo(), run: () => void desk.undo() });
}
