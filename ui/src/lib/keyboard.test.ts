import { expect, test } from 'vitest';
import { pressed, shown, takesText } from './keyboard';

const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);

test.each([
  ['C', { key: 'c', code: 'KeyC' }, true],
  ['C', { key: 'с', code: 'KeyC' }, true], // Cyrillic es, on a Ukrainian layout
  ['C', { key: 'c', code: 'KeyC', ctrlKey: true }, false],
  ['C', { key: 'C', code: 'KeyC', shiftKey: true }, false],
  ['1', { key: '1', code: 'Digit1' }, true],
  ['1', { key: '1', code: 'Numpad1' }, true],
  ['?', { key: '?', code: 'Slash', shiftKey: true }, true],
  ['?', { key: '?', code: 'Minus', shiftKey: true }, true],
  ['Ctrl+Z', { key: 'z', code: 'KeyZ', ctrlKey: true }, true],
  ['Ctrl+Z', { key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true }, false],
  ['Ctrl+Shift+Z', { key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true }, true],
  ['Ctrl++', { key: '+', code: 'Equal', ctrlKey: true, shiftKey: true }, true],
  ['C', { key: 'c', code: 'KeyC', isComposing: true }, false],
  ['C', { key: 'c', code: 'KeyC', metaKey: true }, false],
])('%s is told from the press %o: %s', (keys, init, told) => {
  expect(pressed(press(init), keys)).toBe(told);
});

test('letters typed into a field are text and not commands', () => {
  expect(takesText(document.createElement('textarea'))).toBe(true);
  expect(takesText(document.createElement('input'))).toBe(true);
  expect(takesText(document.createElement('select'))).toBe(true);
  expect(takesText(document.createElement('button'))).toBe(false);
});

test('keys are shown in parts', () => {
  expect(shown('Ctrl+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(shown('Ctrl++')).toEqual(['Ctrl', '+']);
  expect(shown('Shift+ArrowLeft')).toEqual(['Shift', '←']);
});
