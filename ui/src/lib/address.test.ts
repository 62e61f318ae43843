import { expect, test } from 'vitest';
import { host } from './address';

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
