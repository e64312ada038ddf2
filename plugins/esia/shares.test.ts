import { expect, test } from 'vitest';
import { sharesOf } from './shares.ts';

test.each<[string, string[]]>([
  ['openid profile snils organisations', []],
  ['openid fullname snils usr_org', []],
  ['  openid   email email ', ['адреса электронной почты']],
  ['openid phone mobile birthdate', ['даты рождения', 'номера телефона']],
  ['openid vehicles', ['сведений «vehicles»']],
  ['constructor', ['сведений «constructor»']],
])('что запрашивается сверх обычного: %s', (scope, expected) => {
  expect(sharesOf(scope)).toEqual(expected);
});
