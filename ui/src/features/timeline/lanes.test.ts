import { expect, test } from 'vitest';
import type { TimelineItem } from '$lib/bindings';
import { gist, lead, LANES, tone, when } from './lanes';

const opened: TimelineItem = {
  kind: 'event',
  from: '2025-01-01',
  to: '2025-01-31',
  precision: 'month',
  as_written: 'January 2025',
  rule: 'the month as given',
  claim: null,
  event: {
    id: 'e',
    investigation: 'i',
    title: 'فُتحت بوابة السد',
    time: {
      as_written: 'January 2025',
      interval: { from: '2025-01-01', to: '2025-01-31' },
      precision: 'month',
      rule: 'the month as given',
    },
    note: 'per the log',
    url: null,
  },
  statement: 'فُتحت بوابة السد',
  who: null,
  response: null,
  status: null,
  article: null,
  range: null,
};

test('events have the first lane', () => {
  expect(LANES.map(({ kind }) => kind)).toEqual(['event', 'moment', 'claim', 'response', 'assessment']);
});

test('an event is told by its own words, with how exactly it is known', () => {
  expect(lead(opened)).toBe('');
  expect(gist(opened)).toBe('January 2025: فُتحت بوابة السد: per the log');
  expect(when(opened)).toBe('1 – 31 Jan 2025 · to the month · the month as given');
  expect(tone(opened)).toBe('plain');
});
