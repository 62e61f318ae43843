// How quotations that were taken from an earlier revision of a page stand in the newest, in words.

import type { AnchorState } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const anchors = {
  exact: m.anchor_exact(),
  moved: m.anchor_moved(),
  changed: m.anchor_changed(),
  gone: m.anchor_gone(),
} satisfies Record<AnchorState, string>;
