// What the form of a response starts from.

import type { Heard, ResponseInput, ResponseKind, ResponseView } from '$lib/bindings';

/** What is typed of a response; its kind may still have to be chosen. */
export type Typed = Omit<Required<ResponseInput>, 'kind'> & { kind: ResponseKind | '' };

/** All that is known of `response`; of a new one, what the program reads in the words, or whom `asker` asks. */
export function inputOf(
  response: ResponseView | undefined,
  read: Heard | undefined,
  asker: string,
  asked = '',
): Typed {
  return {
    party: response?.party ?? read?.party ?? asked,
    kind: response?.kind ?? read?.kind ?? '',
    said: response ? (response.said?.as_written ?? '') : (read?.said?.as_written ?? ''),
    relayed_by: response?.relayed_by ?? read?.relayed_by ?? '',
    note: response?.note ?? '',
    answers: response?.answers ?? read?.answers ?? 'this_claim',
    asked_by: response ? (response.asked?.by ?? '') : asker,
    asked_on: response?.asked?.on ?? '',
    asked_until: response?.asked?.until ?? '',
  };
}
