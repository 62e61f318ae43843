import { expect, test } from 'vitest';
import { host, lines } from './address';

test.each([
  ['https://news.example/a?b#c', 'news.example', 'news.example', false],
  [' http://NEWS.example:8080/ ', 'news.example', 'news.example', true],
  ['https://bank.example@evil.example/', 'evil.example', 'evil.example', false],
  ['https://аррӏе.example/', 'xn--80ak6aa92e.example', 'аррӏе.example', false],
])('%s belongs to %s', (text, name, written, isClear) => {
  expect(host(text)).toEqual({ name, written, isClear });
});

test.each([
  '',
  'news.example',
  'ftp://news.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://',
])('%s is no web address', (text) => expect(host(text)).toBeUndefined());

test('addresses are pasted a line each, and each counts once', () => {
  expect(lines(' https://a.example/1\r\n\nhttps://b.example\nhttps://a.example/1\n')).toEqual([
    'https://a.example/1',
    'https://b.example',
  ]);
  expect(lines(' \n')).toEqual([]);
});
