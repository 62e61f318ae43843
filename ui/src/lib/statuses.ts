// How each status is worded and drawn.

import Check from '@lucide/svelte/icons/check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import EyeOff from '@lucide/svelte/icons/eye-off';
import X from '@lucide/svelte/icons/x';
import type { Seen, Status } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const STATUSES: readonly Status[] = ['pending', 'confirmed', 'denied'];

export const wording = {
  pending: m.status_pending(),
  confirmed: m.status_confirmed(),
  denied: m.status_denied(),
  in_review: m.status_in_review(),
} satisfies Record<Seen, string>;

export const signs = {
  pending: CircleDashed,
  confirmed: Check,
  denied: X,
  in_review: EyeOff,
} satisfies Record<Seen, unknown>;
