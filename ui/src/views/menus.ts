// The native menus, made of the actions.

import type { MenuChoice, MenuEntry, MenuInput } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';
import type { Action, Menu } from './actions';

const TITLES: Record<Menu, () => string> = {
  file: m.menu_file,
  edit: m.menu_edit,
  claim: m.menu_claim,
  view: m.menu_view,
  help: m.menu_help,
};

/** The id of the menu item that opens the workspace at `place` of those opened lately. */
const RECENT = 'recent:';

/** The place in the list of recent workspaces that a menu item's id means. */
export function recentPlace(id: string): number | undefined {
  return id.startsWith(RECENT) ? Number(id.slice(RECENT.length)) : undefined;
}

/** The menu bar for these actions. Only keys with a modifier go to the system: a letter alone is typed into fields. */
export function menus(actions: readonly Action[], recent: readonly string[]): MenuInput[] {
  return (Object.keys(TITLES) as Menu[]).map((menu) => ({
    title: TITLES[menu](),
    entries: actions
      .filter((action) => action.menu === menu)
      .flatMap((action): MenuEntry[] => {
        const item: MenuEntry = { kind: 'item', ...choice(action) };
        const recentOnes: MenuEntry[] = action.id === 'open' ? [openRecent(recent)] : [];
        return action.parted ? [{ kind: 'separator' }, item] : [item, ...recentOnes];
      }),
  }));
}

function choice({ id, label, keys, enabled }: Action): MenuChoice {
  const accelerator = keys.find((key) => /^(Ctrl|F\d)/.test(key)) ?? '';
  return { id, label, accelerator: accelerator.replace('++', '+Plus'), enabled };
}

function openRecent(recent: readonly string[]): MenuEntry {
  const choices = recent.map((label, n) => ({ id: `${RECENT}${n}`, label, accelerator: '', enabled: true }));
  return { kind: 'submenu', title: m.menu_recent(), choices };
}
