// What became of asking a model, in sentences.

import type { Asked } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export function told({ proposed, absent, known, unfit, unread, cancelled }: Asked): string {
  const left = [
    absent && m.asked_absent({ count: absent }),
    known && m.asked_known({ count: known }),
    unfit && m.asked_unfit({ count: unfit }),
    unread && m.asked_unread({ count: unread }),
    cancelled && m.asked_cancelled(),
  ];
  return [m.asked_proposed({ count: proposed }), ...left].filter(Boolean).join(' ');
}
