import { expect, test } from 'vitest';
import { told } from './asked';

const nothing = { proposed: 0, absent: 0, known: 0, unfit: 0, unread: 0, cancelled: false };

test('what is dropped is told with how many and why', () => {
  expect(told(nothing)).toBe('The model proposes nothing further.');
  expect(told({ ...nothing, proposed: 2, absent: 1 })).toBe(
    'The model proposes 2 further claims. One proposal dropped since its words are not in the article.',
  );
  expect(told({ ...nothing, proposed: 1, absent: 3, cancelled: true })).toBe(
    'The model proposes one further claim. 3 proposals dropped since their words are not in the article. Cancelled before the end of the article.',
  );
});
