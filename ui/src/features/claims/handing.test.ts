import { expect, test } from 'vitest';
import { handed } from './handing';

test('what is left empty stays, a dash takes away, and nothing typed sets nothing', () => {
  expect(handed({ state: '', assignee: ' ', revisit: '' })).toBeUndefined();
  expect(handed({ state: '', assignee: ' Олена ', revisit: '-' })).toEqual({
    state: null,
    assignee: 'Олена',
    revisit: '',
  });
  expect(handed({ state: 'done', assignee: '', revisit: '2025-05-01' })).toEqual({
    state: 'done',
    assignee: null,
    revisit: '2025-05-01',
  });
});
