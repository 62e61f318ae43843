// The words of the screen: one key says one thing.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const written = readFileSync('messages/en.json', 'utf8');
const keys = [...written.matchAll(/^ {2}"(\w+)":/gm)].flatMap(([, key]) => (key ? [key] : []));

/** The words that more than one feature says, and means the same by. */
const SHARED = [
  /^(cancel|close|save)$/,
  /^(field|quotation|marking)_/,
  /^work_(assignee|revisit|state)$/,
  'articles_no_publisher',
  'chart_table',
  'claims_filtered',
  'claims_unattributed',
  'group_undated',
  'import_cancel',
  'loading_fetch',
  'loading_open',
  'original_still',
  'refused_copying',
  'response_relayed',
  'undated',
];

/** The features that say each key. */
function speakers(): Map<string, Set<string>> {
  const said = new Map<string, Set<string>>(keys.map((key) => [key, new Set()]));
  for (const entry of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!/\.(ts|svelte)$/.test(entry) || entry.includes('paraglide')) continue;
    const [room = '', feature = ''] = entry.split('/');
    for (const [, key] of readFileSync(join('src', entry), 'utf8').matchAll(/\bm\.(\w+)/g))
      said.get(key ?? '')?.add(room === 'features' ? feature : room);
  }
  return said;
}

test('no key is given two texts', () => {
  expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([]);
});

test('every text is said somewhere, and by one feature unless it is known to be shared', () => {
  const said = speakers();
  expect(keys.filter((key) => said.get(key)?.size === 0)).toEqual([]);
  const features = (key: string) =>
    [...(said.get(key) ?? [])].filter((one) => !['views', 'shared', 'lib'].includes(one));
  const isShared = (key: string) =>
    SHARED.some((one) => (typeof one === 'string' ? one === key : one.test(key)));
  expect(keys.filter((key) => features(key).length > 1 && !isShared(key))).toEqual([]);
});
