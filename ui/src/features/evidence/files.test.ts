import { expect, test } from 'vitest';
import type { EvidenceView } from '$lib/bindings';
import { files, following } from './files';

const weight = {
  article_title: null,
  stance: 'neutral',
  note: '',
  reliability: null,
  credibility: null,
} as const;
const rest = { ...weight, basis: null, source: null };
const file = (id: string): EvidenceView => ({
  id,
  matter: { kind: 'file', name: `${id}.png`, sha256: id.repeat(64), bytes: 1200 },
  ...rest,
});
const evidence: EvidenceView[] = [
  file('a'),
  { id: 'b', matter: { kind: 'not_found', sought: 'a permit', places: 'the register' }, ...rest },
  file('c'),
];

test('a claim’s files are looked at one after another, and after the last there is none', () => {
  const all = files(evidence);
  expect(all.map(({ name }) => name)).toEqual(['a.png', 'c.png']);
  expect(following(all, undefined)?.id).toBe('a');
  expect(following(all, 'a')?.id).toBe('c');
  expect(following(all, 'c')).toBeUndefined();
  expect(following([], undefined)).toBeUndefined();
});
