// Files that are evidence, as they are looked at.

import type { EvidenceId, EvidenceView } from '$lib/bindings';

export interface ShownFile {
  id: EvidenceId;
  name: string;
  sha256: string;
  bytes: number;
}

const kilobytes = new Intl.NumberFormat('en', {
  style: 'unit',
  unit: 'kilobyte',
  maximumFractionDigits: 0,
});

/** How much a file is, as people say it. */
export const bytes = (count: number): string => kilobytes.format(Math.ceil(count / 1000));

/** The files among `evidence`, in its order. */
export function files(evidence: readonly EvidenceView[]): ShownFile[] {
  return evidence.flatMap(({ id, matter }) =>
    matter.kind === 'file' ? [{ id, name: matter.name, sha256: matter.sha256, bytes: matter.bytes }] : [],
  );
}

/** The file after the one that is looked at; the first when none is, nothing after the last. */
export function following(all: readonly ShownFile[], looked: EvidenceId | undefined): ShownFile | undefined {
  return looked === undefined ? all[0] : all[all.findIndex(({ id }) => id === looked) + 1];
}
