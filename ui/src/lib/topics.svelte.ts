// What on the screen is out of date: a counter for each topic, moved on when the workbench says so.

import { SvelteMap } from 'svelte/reactivity';
import { events, type Topic } from './bindings';

/** How often a held topic is moved on at most, in milliseconds. */
const HELD_FOR = 3000;

const versions = new SvelteMap<Topic | 'workspace', number>();
/** Topics that are held back, and the timer of each that has something to tell. */
const held: Partial<Record<Topic, ReturnType<typeof setTimeout> | 'nothing' | undefined>> = {};

/** Makes the running effect run again when something of these topics changes. */
export function watch(...topics: (Topic | 'workspace')[]): void {
  versions.get('workspace');
  for (const topic of topics) versions.get(topic);
}

/** Marks topics as out of date; a new workspace makes everything so. */
export function touch(...topics: (Topic | 'workspace')[]): void {
  for (const topic of topics) versions.set(topic, (versions.get(topic) ?? 0) + 1);
}

/** From now on `topic` is moved on seldom: it changes many times a second while thousands are loaded. */
export function hold(topic: Topic): void {
  held[topic] ??= 'nothing';
}

/** Moves `topic` on at once again, and tells what was held back. */
export function letGo(topic: Topic): void {
  const timer = held[topic];
  held[topic] = undefined;
  if (timer === undefined || timer === 'nothing') return;
  clearTimeout(timer);
  touch(topic);
}

/** Marks topics as out of date, those that are held back a while later. */
export function moved(topics: readonly Topic[]): void {
  for (const topic of topics) {
    if (!held[topic]) touch(topic);
    else if (held[topic] === 'nothing') held[topic] = setTimeout(() => tellHeld(topic), HELD_FOR);
  }
}

function tellHeld(topic: Topic): void {
  held[topic] = 'nothing';
  touch(topic);
}

/** Starts listening to the workbench. */
export async function listen(): Promise<void> {
  await Promise.all([
    events.stale.listen(({ payload }) => moved(payload)),
    events.workspaceOpened.listen(() => touch('workspace')),
  ]);
}
