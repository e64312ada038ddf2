import { expect, test } from 'vitest';
import { openSecretBox } from '../secret-box.ts';
import type { StoredConnection } from './connection.model.ts';
import { emulatedSettings, sealSides } from './emulated.ts';

const box = openSecretBox('k'.repeat(32), 'connection');
const sealed = sealSides(box, { registry: { url: 'http://127.0.0.1:1234', auth: 'none' } }).toString('base64');
const stored: StoredConnection = {
  ...{ id: 'c', organisation: null, plugin: 'registry', code: 'registry', secrets: Buffer.from('не читается') },
  settings: { url: 'https://registry.example.ru', auth: 'bearer', signer: 'signature' },
  ...{ enabled: true, emulated: true, version: 1, sides: { round: 1, sealed } },
};
const faultOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test('настройки эмулятора стоят поверх своих, прочее своё остаётся, секреты не нужны', () => {
  expect(emulatedSettings({ box, emulators: true }, stored)).toEqual({
    ...{ url: 'http://127.0.0.1:1234', auth: 'none', signer: 'signature' },
  });
});

test.each([
  ['никто их не ведёт', { ...stored, sides: null }, { code: 'emulatorAway', retry: 'later' }],
  ['этот не запущен', { ...stored, plugin: 'other' }, { code: 'emulatorAway', retry: 'later' }],
  [
    'ключ другой',
    { ...stored, sides: { round: 1, sealed: sealed.slice(8) } },
    { code: 'secretsUnreadable', retry: 'never' },
  ],
])('по своим настройкам вместо эмулятора не идут никогда: %s', (_why, connection, fault) => {
  expect(faultOf(() => emulatedSettings({ box, emulators: true }, connection))).toMatchObject(fault);
});

test('где эмуляторы запрещены, не идёт ничего', () => {
  const fault = { code: 'emulatorForbidden', retry: 'never' };
  expect(faultOf(() => emulatedSettings({ box, emulators: false }, stored))).toMatchObject(fault);
});
