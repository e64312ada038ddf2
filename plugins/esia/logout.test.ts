import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { readLogoutToken } from './logout.ts';

/** OpenID Connect Back-Channel Logout 1.0, 2.6: what is read, and all that is not. */
const now = new Date('2026-03-02T10:00:00Z');
const seconds = now.getTime() / 1000;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] };
const check = { issuer: 'https://esia.example', clientId: 'reglament', keys, now };

const whole = {
  ...{ iss: check.issuer, aud: check.clientId, iat: seconds, exp: seconds + 120, jti: 'one', sub: '1000', sid: 's' },
  events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
};

type Header = { readonly alg?: string; readonly kid?: string; readonly typ?: string };

function signed(claims: object, key: KeyObject | Uint8Array = privateKey, header: Header = {}): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k', typ: 'logout+jwt', ...header })
    .sign(key);
}

test.each([
  ['вход и человек', whole, { subject: '1000', session: 's' }],
  ['только человек', { ...whole, sid: undefined }, { subject: '1000' }],
  ['только вход', { ...whole, sub: undefined }, { session: 's' }],
  ['среди адресатов и мы', { ...whole, aud: ['another', check.clientId] }, { subject: '1000', session: 's' }],
  ['без срока: он считается от времени подписи', { ...whole, exp: undefined }, { subject: '1000', session: 's' }],
])('прочитано: %s', async (_what, claims, named) => {
  const until = new Date(now.getTime() + 630_000);
  expect(await readLogoutToken(await signed(claims), check)).toEqual({ messageId: 'one', until, ...named });
});

describe('не прочитано', () => {
  test.each([
    ['другой издатель', { iss: 'https://other.example' }],
    ['другой адресат', { aud: 'another' }],
    ['без имени сообщения', { jti: undefined }],
    ['без времени', { iat: undefined }],
    ['давнее', { iat: seconds - 700, exp: seconds + 120 }],
    ['из будущего', { iat: seconds + 60 }],
    ['срок кончился', { exp: seconds - 60 }],
    ['не о выходе', { events: { 'http://schemas.openid.net/event/other': {} } }],
    ['без события', { events: undefined }],
    ['событие – не объект', { events: { 'http://schemas.openid.net/event/backchannel-logout': true } }],
    ['с nonce – это маркер входа', { nonce: 'n' }],
    ['ни о ком', { sub: undefined, sid: undefined }],
    ['имя человека – не текст', { sub: ['1000'], sid: undefined }],
  ])('%s', async (_what, change) => {
    await expect(readLogoutToken(await signed({ ...whole, ...change }), check)).rejects.toThrow();
  });

  test('подписано другим ключом, общим секретом, никем, изменено после подписи', async () => {
    const mine = await signed(whole);
    const [head = '', , signature = ''] = mine.split('.');
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const secret = Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }));
    const tokens = [
      await signed(whole, other),
      await signed(whole, secret, { alg: 'HS256' }),
      `${encoded({ alg: 'none' })}.${encoded(whole)}.`,
      `${head}.${encoded({ ...whole, sub: '2000' })}.${signature}`,
      'не маркер',
    ];
    for (const token of tokens) await expect(readLogoutToken(token, check), token).rejects.toThrow();
  });
});
