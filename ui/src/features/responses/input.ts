// What the form of a response starts from.

import type { ResponseInput, ResponseView, Suggestion } from '$lib/bindings';

/** All that is known of `response`; of a new one, what the program reads in the words, or that `asker` asks. */
export function inputOf(
  response: ResponseView | undefined,
  read: Suggestion | undefined,
  asker: string,
): Required<ResponseInput> {
  return {
    party: response?.party ?? read?.claimant ?? '',
    kind: response?.kind ?? read?.response ?? 'denies',
    said: response ? (response.said?.as_written ?? '') : (read?.said?.as_written ?? ''),
    relayed_by: response?.relayed_by ?? read?.relayed_by ?? '',
    note: response?.note ?? '',
    answers: response?.answers ?? 'this_claim',
    asked_by: response ? (response.asked?.by ?? '') : asker,
    asked_on: response?.asked?.on ?? '',
    asked_until: response?.asked?.until ?? '',
  };
}
