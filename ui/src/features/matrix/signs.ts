// A sign for each kind of response, beside its word.

import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import CheckCheck from '@lucide/svelte/icons/check-check';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import Clock from '@lucide/svelte/icons/clock';
import Repeat from '@lucide/svelte/icons/repeat-2';
import Scale from '@lucide/svelte/icons/scale';
import Search from '@lucide/svelte/icons/search';
import Undo from '@lucide/svelte/icons/undo-2';
import X from '@lucide/svelte/icons/x';
import type { ResponseKind } from '$lib/bindings';

export const responseSigns = {
  confirms: CheckCheck,
  partly_confirms: Check,
  denies: X,
  partly_denies: CircleSlash,
  declines_to_comment: Ban,
  is_verifying: Search,
  qualifies: Scale,
  retracts: Undo,
  expresses_concern: CircleAlert,
  repeats: Repeat,
  has_not_responded: Clock,
} satisfies Record<ResponseKind, unknown>;
