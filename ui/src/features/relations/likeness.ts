// Why the program proposes that one claim is something to another, in words.

import type { Alike } from '$lib/bindings';
import { figured } from '$lib/figures';
import { m } from '$lib/paraglide/messages';

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
    case 'meaning':
      return m.elsewhere_meaning({ hundredths: alike.hundredths });
  }
}
