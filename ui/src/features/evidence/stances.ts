// How each stance is worded.

import type { Stance } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const stances: { value: Stance; text: string; tone: 'confirmed' | 'denied' | 'plain' }[] = [
  { value: 'supports', text: m.stance_supports(), tone: 'confirmed' },
  { value: 'refutes', text: m.stance_refutes(), tone: 'denied' },
  { value: 'neutral', text: m.stance_neutral(), tone: 'plain' },
];
