// What the program proposes that one claim is to another, and why, in words.

import type { Alike, Likeness, RelationKind } from '$lib/bindings';
import { figured } from '$lib/figures';
import { m } from '$lib/paraglide/messages';

/**
 * What the claim in hand would be to the other; nothing where no relation is proposed.
 *
 * A likeness tells of the other claim in time ("it gives a later figure") and of the claim in hand in breadth ("it says
 * less: whatever bears out the one at hand bears it out").
 */
export function proposed(likeness: Likeness): RelationKind | undefined {
  const kinds = {
    same: 'same',
    updates: 'updated_by',
    updated_by: 'updates',
    broader: 'broader',
    narrower: 'narrower',
    contradicts: 'contradicts',
    like: undefined,
  } as const satisfies Record<Likeness, RelationKind | undefined>;
  return kinds[likeness];
}

/** One reason in words. */
export function because(alike: Alike): string {
  switch (alike.kind) {
    case 'words':
      return m.elsewhere_words({ words: alike.words.join(', ') });
    case 'names':
      return m.elsewhere_names({ names: alike.names.join(', ') });
    case 'figures_agree':
      return m.elsewhere_figures_agree({ ours: figured(alike.ours), theirs: figured(alike.theirs) });
    case 'figures_differ':
      return m.elsewhere_figures_differ({ ours: figured(alike.ours), theirs: figured(alike.theirs) });
    case 'same_day':
      return m.elsewhere_same_day();
    case 'one_denies':
      return m.elsewhere_one_denies();
  }
}
