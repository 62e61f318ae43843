// Sentences that say what is recorded already, and how that is shown beside them: a sign, and words for it.

import type { Echo } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export interface EchoSign {
  range: Echo['range'];
  sign: '=' | '↑' | '≠' | '≈';
  label: string;
  claim: string;
}

/** How `echo` is shown: by the claim that it is likest. */
export function signed({ range, claims }: Echo): EchoSign | undefined {
  const first = claims[0];
  if (!first) return undefined;
  const { statement } = first;
  const by = { range, claim: first.claim };
  switch (first.relation) {
    case 'contradicts':
      return { ...by, sign: '≠', label: m.echo_contradicts({ statement }) };
    case 'updates':
    case 'updated_by':
      return { ...by, sign: '↑', label: m.echo_updates({ statement }) };
    case 'same':
      return { ...by, sign: '=', label: m.echo_same({ statement }) };
    default:
      return { ...by, sign: '≈', label: m.echo_more({ statement }) };
  }
}
