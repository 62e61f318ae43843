// What on the screen is out of date: a counter for each topic, moved on when the workbench says so.

import { SvelteMap } from 'svelte/reactivity';
import { events, type Topic } from './bindings';

const versions = new SvelteMap<Topic | 'workspace', number>();

/** Makes the running effect run again when something of these topics changes. */
export function watch(...topics: (Topic | 'workspace')[]): void {
  versions.get('workspace');
  for (const topic of topics) versions.get(topic);
}

/** Marks topics as out of date; a new workspace makes everything so. */
export function touch(...topics: (Topic | 'workspace')[]): void {
  for (const topic of topics) versions.set(topic, (versions.get(topic) ?? 0) + 1);
}

/** Starts listening to the workbench. */
export async function listen(): Promise<void> {
  await Promise.all([
    events.stale.listen(({ payload }) => touch(...payload)),
    events.workspaceOpened.listen(() => touch('workspace')),
  ]);
}
