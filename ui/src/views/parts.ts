// Actions on the parts of what is open: a tab, a filter, a response, a relation. Their buttons say by `data-do` what they do.

import { tick } from 'svelte';
import { layout, type Tab } from '$lib/layout.svelte';
import { notices } from '$lib/notices.svelte';
import { m } from '$lib/paraglide/messages';
import type { Draft } from './actions';
import type { Desk } from './desk.svelte';

/** What is so at the desk while the actions are made. */
interface Now {
  writable: boolean;
  /** Whether a claim is in hand. */
  claim: boolean;
  /** Whether the article is on screen. */
  article: boolean;
}

/** Moves the focus to what `css` selects, or says that it is not there. */
const focus = (css: string) => () => {
  const part = document.querySelector<HTMLElement>(css);
  if (part) part.focus();
  else notices.refused(m.refused_nothing_there());
};

/** Presses the button that does `what`: the one in the entry that has the focus, or else the newest. */
const press = (what: string) => () => {
  const all = [...document.querySelectorAll<HTMLElement>(`[data-do=${what}]`)];
  const entry = document.activeElement?.closest('li');
  const button = all.find((one) => entry?.contains(one)) ?? all.at(-1);
  if (button) button.click();
  else notices.refused(m.refused_nothing_there());
};

export function partActions(desk: Desk, { writable, claim, article }: Now): Draft[] {
  const { place } = layout.kept;
  const table = place === 'table';
  const filed = desk.isFiled;
  const inClaim = (what: string) => () => {
    layout.kept.claimShown = true;
    void tick().then(press(what));
  };
  const show = (tab: Tab) => () => {
    desk.openPlace('investigations');
    layout.kept.tab = tab;
  };
  return [
    {
      id: 'refine-response',
      label: m.action_refine_response(),
      menu: 'claim',
      parted: true,
      keys: ['Shift+R'],
      enabled: writable && claim,
      run: inClaim('refine-response'),
    },
    {
      id: 'remove-response',
      label: m.action_remove_response(),
      menu: 'claim',
      enabled: writable && claim,
      run: inClaim('remove-response'),
    },
    {
      id: 'remove-evidence',
      label: m.action_remove_evidence(),
      menu: 'claim',
      enabled: writable && claim,
      run: inClaim('remove-evidence'),
    },
    {
      id: 'unrelate',
      label: m.action_unrelate(),
      menu: 'claim',
      keys: ['Shift+L'],
      enabled: writable && claim,
      run: inClaim('unrelate'),
    },
    {
      id: 'add-figure',
      label: m.action_add_figure(),
      menu: 'claim',
      keys: ['Shift+Q'],
      enabled: writable && claim,
      run: inClaim('add-figure'),
    },
    {
      id: 'correct-time',
      label: m.action_correct_time(),
      menu: 'claim',
      keys: ['Shift+T'],
      enabled: writable && claim,
      run: () => {
        layout.kept.claimShown = true;
        void tick().then(focus('[id^="made-"][id*="-time-"]'));
      },
    },
    {
      id: 'date',
      label: m.action_date(),
      menu: 'claim',
      keys: ['Shift+D'],
      enabled: writable && article,
      run: () => (desk.panel = 'date'),
    },
    {
      id: 'divide-party',
      label: m.action_divide_party(),
      menu: 'claim',
      keys: ['Shift+M'],
      enabled: writable && place === 'parties' && desk.party !== undefined,
      run: press('divide-party'),
    },
    {
      id: 'split-party',
      label: m.action_split_party(),
      menu: 'claim',
      enabled: writable && place === 'parties' && desk.party !== undefined,
      run: press('split-party'),
    },
    {
      id: 'filter',
      label: m.action_filter(),
      menu: 'view',
      parted: true,
      keys: ['Shift+F'],
      enabled: table || place === 'claims',
      run: focus('.filters input[type=search]'),
    },
    {
      id: 'sort',
      label: m.action_sort(),
      menu: 'view',
      keys: ['Shift+O'],
      enabled: table,
      run: focus('main [role=columnheader] button'),
    },
    {
      id: 'group',
      label: m.action_group(),
      menu: 'view',
      keys: ['Shift+G'],
      enabled: table,
      run: focus('#table-group'),
    },
    {
      id: 'choose-view',
      label: m.action_choose_view(),
      menu: 'view',
      keys: ['B'],
      enabled: table,
      run: focus('#table-view'),
    },
    {
      id: 'keep-view',
      label: m.action_keep_view(),
      menu: 'view',
      keys: ['Shift+B'],
      enabled: table,
      run: press('keep-view'),
    },
    {
      id: 'new-investigation',
      label: m.action_new_investigation(),
      menu: 'view',
      parted: true,
      keys: ['Ctrl+Shift+N'],
      enabled: writable,
      run: () => {
        desk.openPlace('investigations');
        void tick().then(press('new-investigation'));
      },
    },
    {
      id: 'refine-investigation',
      label: m.action_refine_investigation(),
      menu: 'view',
      keys: ['F2'],
      enabled: writable && filed,
      run: () => {
        layout.kept.tab = 'contents';
        void tick().then(press('refine-investigation'));
      },
    },
    {
      id: 'investigation-contents',
      label: m.action_investigation_contents(),
      menu: 'view',
      keys: ['Alt+1'],
      enabled: desk.investigation !== undefined,
      run: show('contents'),
    },
    {
      id: 'matrix',
      label: m.action_matrix(),
      menu: 'view',
      keys: ['Alt+2'],
      enabled: desk.investigation !== undefined,
      run: show('matrix'),
    },
    {
      id: 'timeline',
      label: m.action_timeline(),
      menu: 'view',
      keys: ['Alt+3'],
      enabled: desk.investigation !== undefined,
      run: show('timeline'),
    },
    {
      id: 'investigation-overview',
      label: m.action_investigation_overview(),
      menu: 'view',
      keys: ['Alt+4'],
      enabled: desk.investigation !== undefined,
      run: show('overview'),
    },
    {
      id: 'families',
      label: m.action_families(),
      menu: 'view',
      keys: ['Shift+V'],
      enabled: filed && layout.kept.tab === 'matrix',
      run: () => (layout.kept.families = !layout.kept.families),
    },
    {
      id: 'copy-replies',
      label: m.action_copy_replies(),
      menu: 'view',
      enabled: filed && layout.kept.tab === 'matrix',
      run: press('copy-replies'),
    },
  ];
}
