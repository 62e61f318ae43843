// How each status is worded and drawn.

import Check from '@lucide/svelte/icons/check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import X from '@lucide/svelte/icons/x';
import type { Status } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const STATUSES: readonly Status[] = ['pending', 'confirmed', 'denied'];

export const wording = {
  pending: m.status_pending(),
  confirmed: m.status_confirmed(),
  denied: m.status_denied(),
} satisfies Record<Status, string>;

export const signs = { pending: CircleDashed, confirmed: Check, denied: X } satisfies Record<Status, unknown>;
