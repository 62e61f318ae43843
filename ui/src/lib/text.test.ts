import { expect, test } from 'vitest';
import { Text } from './text';

test.each(['', 'plain', 'a😀b', '😀😀', 'سد فيسا', 'e\u0301 ї 中𠮷文', '👩\u200d🚒 x'])(
  'every place of %j survives the way to units and back',
  (text) => {
    const measured = new Text(text);
    const characters = [...text];
    expect(measured.length).toBe(characters.length);
    for (let scalar = 0; scalar <= characters.length; scalar += 1) {
      const unit = measured.unitAt(scalar);
      expect(unit).toBe(characters.slice(0, scalar).join('').length);
      expect(measured.scalarAt(unit)).toBe(scalar);
    }
    expect(measured.slice(1, 3)).toBe(characters.slice(1, 3).join(''));
  },
);

test('a unit inside a character belongs to its start', () => {
  const text = new Text('a😀b😀');
  expect([0, 1, 2, 3, 4, 5, 6].map((unit) => text.scalarAt(unit))).toEqual([0, 1, 1, 2, 3, 3, 4]);
});
