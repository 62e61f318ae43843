// What becomes of quotations and sentences in a newer copy, in words and signs: colour says no more than they do.

import type { Component } from 'svelte';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleX from '@lucide/svelte/icons/circle-x';
import Equal from '@lucide/svelte/icons/equal';
import Minus from '@lucide/svelte/icons/minus';
import MoveVertical from '@lucide/svelte/icons/move-vertical';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import Plus from '@lucide/svelte/icons/plus';
import type { AnchorCounts, AnchorState, Anchored, Decided, SentenceKind } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

type Sign = Component<{ size?: number | string }>;

export const stateSigns: Record<AnchorState, Sign> = {
  exact: CircleCheck,
  moved: MoveVertical,
  changed: PencilLine,
  gone: CircleX,
};

export const fates: Record<SentenceKind, { text: () => string; sign: Sign }> = {
  same: { text: m.sentence_same, sign: Equal },
  moved: { text: m.sentence_moved, sign: MoveVertical },
  changed: { text: m.sentence_changed, sign: PencilLine },
  removed: { text: m.sentence_removed, sign: Minus },
  added: { text: m.sentence_added, sign: Plus },
};

export const quoting: Record<Anchored['kind'], () => string> = {
  appearance: m.anchored_appearance,
  response: m.anchored_response,
  evidence: m.anchored_evidence,
};

export const decided: Record<Decided, () => string> = {
  accepted: m.anchor_accepted,
  kept: m.anchor_kept,
};

/** What was quoted, counted: "2 as quoted, 1 changed, 1 gone". */
export function counted({ exact, moved, changed, gone }: AnchorCounts): string {
  const parts = [
    { count: exact + moved, text: m.anchors_stand },
    { count: changed, text: m.anchors_changed },
    { count: gone, text: m.anchors_gone },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, text }) => text({ count }))
    .join(', ');
}
