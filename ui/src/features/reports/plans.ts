// What the analyst decides about a report, and what changes it.

import type { ClaimId, Plan, PreviewGroup, Publisher } from '$lib/bindings';
import { named } from './parts';

/** A plan with nothing left open. */
export type Decided = Required<Plan> & { publisher: Required<Publisher> };

/** All of a case file, in reading order, as the program words it. */
export const whole = (): Decided => ({
  title: '',
  question: '',
  summary: [],
  template: 'fact_check',
  parts: null,
  grouping: 'none',
  order: [],
  excluded: [],
  publisher: { name: '', url: '', colour: '', logo: '' },
});

/** The plan that was kept as `text`, as far as it is one. */
export function recalled(text: string | null | undefined): { plan: Decided; asOf: string } {
  const kept: unknown = text ? JSON.parse(text) : {};
  const { plan, asOf } = (kept ?? {}) as { plan?: Partial<Decided>; asOf?: string };
  const publisher = { ...whole().publisher, ...plan?.publisher };
  return { plan: { ...whole(), ...plan, publisher, parts: named(plan?.parts) }, asOf: asOf ?? '' };
}

/** The groups with `claim` moved by `step` in its own; at the group's edge the whole group moves. */
export function moved(groups: PreviewGroup[], claim: ClaimId, step: 1 | -1): PreviewGroup[] {
  const { all, at, inside, from } = found(groups, claim);
  if (inside && !swap(inside, from, step)) swap(all, at, step);
  return all;
}

/** The groups with `claim` put where `other` of the same one is, or else its group where that of `other` is. */
export function placed(groups: PreviewGroup[], claim: ClaimId, other: ClaimId): PreviewGroup[] {
  const { all, at, inside, from } = found(groups, claim);
  const aim = found(groups, other);
  if (!inside || !aim.inside) return all;
  if (at === aim.at) put(inside, from, aim.from);
  else put(all, at, aim.at);
  return all;
}

/** The claims of all groups, in order. */
export const order = (groups: PreviewGroup[]): ClaimId[] =>
  groups.flatMap(({ claims }) => claims.map(({ id }) => id));

/** A copy of the groups, and where `claim` stands in it. */
function found(groups: PreviewGroup[], claim: ClaimId) {
  const all = groups.map((group) => ({ ...group, claims: [...group.claims] }));
  const at = all.findIndex(({ claims }) => claims.some(({ id }) => id === claim));
  const inside = all[at]?.claims;
  return { all, at, inside, from: inside?.findIndex(({ id }) => id === claim) ?? -1 };
}

function swap<T>(list: T[], at: number, step: 1 | -1): boolean {
  if (at + step < 0 || at + step >= list.length) return false;
  put(list, at, at + step);
  return true;
}

function put<T>(list: T[], from: number, to: number): void {
  list.splice(to, 0, ...list.splice(from, 1));
}

/** `list` with `one` a step further, unless it is at the end of it. */
export function stepped<T>(list: readonly T[], one: T, step: 1 | -1): T[] {
  const all = [...list];
  swap(all, all.indexOf(one), step);
  return all;
}

/** `list` with `one` put where `other` is. */
export function dropped<T>(list: readonly T[], one: T, other: T): T[] {
  const all = [...list];
  put(all, all.indexOf(one), all.indexOf(other));
  return all;
}

/** `list` with `one` taken out of it, or put into it. */
export function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

/** The moment that `typed` means, a day meaning its end in UTC; nothing for now, `undefined` when it means none. */
export function moment(typed: string): string | null | undefined {
  const text = typed.trim();
  if (!text) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = new Date(isDay ? `${text}T23:59:59.999Z` : text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(at.getTime())) return undefined;
  return isDay && at.toISOString().slice(0, 10) !== text ? undefined : at.toISOString();
}
