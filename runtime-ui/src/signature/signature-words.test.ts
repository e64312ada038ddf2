import { expect, test } from 'vitest';
import { detailsText, signersText, verdictOf } from './signature-words.ts';

const signer = {
  name: 'Хабирова Лейла Маратовна',
  organisation: 'Управление',
  serial: '0a1b',
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  signedAt: '2026-03-02T09:30:00.000Z',
};
const unnamed = { ...signer, name: null, organisation: null, validFrom: null, validTo: null };

test.each([
  [[signer], 'Хабирова Лейла Маратовна, Управление'],
  [[{ ...signer, organisation: signer.name }], 'Хабирова Лейла Маратовна'],
  [[unnamed], 'Сертификат № 0a1b'],
  [[{ ...unnamed, serial: null }], 'Подписавший не назван'],
  [[signer, unnamed], 'Хабирова Лейла Маратовна, Управление; Сертификат № 0a1b'],
])('кто подписал: %#', (signers, text) => {
  expect(signersText({ signers })).toBe(text);
});

test('подробности – одного подписавшего', () => {
  expect(detailsText({ signers: [signer] }, 'Europe/Moscow')).toBe(
    'подписано 02.03.2026, 12:30, сертификат № 0a1b, действует 01.01.2026–01.01.2027',
  );
  expect(detailsText({ signers: [unnamed] }, 'Europe/Moscow')).toBe('подписано 02.03.2026, 12:30');
  expect(detailsText({ signers: [signer, signer] }, 'Europe/Moscow')).toBe('');
});

test.each([
  [null, 'Не проверена'],
  [{ valid: true, text: '', checkedAt: '' }, 'Верна'],
  [{ valid: false, text: '', checkedAt: '' }, 'Не верна'],
  [{ valid: false, status: 'broken', text: '', checkedAt: '' }, 'Не верна'],
  [{ valid: false, status: 'expired', text: '', checkedAt: '' }, 'Срок сертификата истёк'],
  [{ valid: false, status: 'revoked', text: '', checkedAt: '' }, 'Сертификат отозван'],
  [{ valid: false, status: 'untrusted', text: '', checkedAt: '' }, 'Центр не из разрешённых'],
  [{ valid: false, status: 'unknown', text: '', checkedAt: '' }, 'Проверить нечем'],
] as const)('итог проверки: %#', (verdict, title) => {
  expect(verdictOf({ verdict }).title).toBe(title);
});
