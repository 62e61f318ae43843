import { expect, test } from 'vitest';
import { isLegible } from './colours';

test('what is too pale for the page is told', () => {
  expect(['27487a', '7a2748', '1f5f5b', '000000'].every(isLegible)).toBe(true);
  expect(['ffffff', 'ffd400', '00ff00', '8899aa'].some(isLegible)).toBe(false);
});
