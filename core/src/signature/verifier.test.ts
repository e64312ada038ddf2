import { expect, test } from 'vitest';
import { summed } from './verifier.ts';

const now = new Date('2026-12-01T10:00:00Z');
const good = { valid: true, status: 'valid', text: 'Подпись верна: первый.', owner: 'Первый', signedAt: now } as const;
const expired = { valid: false, status: 'expired', text: 'Сертификат истёк.' } as const;

test.each([
  [[good], true, 'valid', 'Подпись верна: первый.'],
  [[good, expired], false, 'expired', 'Подпись верна: первый. Сертификат истёк.'],
  // A plugin that does not say more than yes and no.
  [[{ valid: true, text: 'Верна' }], true, 'valid', 'Верна'],
  [[{ valid: false, text: 'Не верна' }], false, 'broken', 'Не верна'],
])('%j', (...[verdicts, valid, status, text]) => {
  expect(summed(verdicts, now)).toMatchObject({ valid, status, text, checkedAt: '2026-12-01T10:00:00.000Z' });
});
test('ни одной подписи – не верна', () => expect(summed([], now).valid).toBe(false));
test('времена и неизвестное', () => {
  expect(summed([good, expired], now).signers).toMatchObject([
    { owner: 'Первый', signedAt: now.toISOString(), validTo: null },
    { owner: null, issuer: null, serial: null },
  ]);
});
