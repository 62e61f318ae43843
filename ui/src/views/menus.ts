// The native menus, made of the actions.

import type { MenuChoice, MenuEntry, MenuInput } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';
import { type Action, type Menu, recentId } from './actions';

const TITLES: Record<Menu, () => string> = {
  file: m.menu_file,
  edit: m.menu_edit,
  claim: m.menu_claim,
  inbox: m.action_inbox,
  view: m.menu_view,
  help: m.menu_help,
};

/** The menu bar for these actions. Only keys with a modifier go to the system: a letter alone is typed into fields. */
export function menus(actions: readonly Action[], recent: readonly string[]): MenuInput[] {
  const isRecent = ({ id }: Action) => recent.some((_, place) => id === recentId(place));
  return (Object.keys(TITLES) as Menu[]).map((menu) => ({
    title: TITLES[menu](),
    entries: actions
      .filter((action) => action.menu === menu && !isRecent(action))
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
  const choices = recent.map((label, place) => ({
    id: recentId(place),
    label,
    accelerator: '',
    enabled: true,
  }));
  return { kind: 'submenu', title: m.menu_recent(), choices };
}
