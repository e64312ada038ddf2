import { expect, test } from 'vitest';
import type { ApplicantView } from '../api.gen.ts';
import { Refusal } from '../errors.ts';
import { type Older, reconcile } from './newer-data.ts';

const known = {
  id: 'one',
  name: 'Ветрова Алла',
  version: 3,
  updatedAt: '2026-03-10T09:00:00.000Z',
  data: { kind: 'person', surname: 'Ветрова', name: 'Алла', phone: '+79000000002', email: 'new@example.org' },
} as unknown as ApplicantView;
const given = { kind: 'person' as const, surname: 'Ветрова', name: 'Алла', phone: '+79000000001', fax: '+79000000009' };
const before = new Date('2026-03-01T09:00:00Z');
const older: Older = { saidAt: before, byItself: false };

test('заявка моложе реестра – её сведения верны, спрашивать не о чем', () => {
  const { data, kept, taken } = reconcile(known, given, { ...older, saidAt: new Date('2026-03-11T09:00:00Z') });
  expect(data).toMatchObject({ phone: '+79000000001', email: 'new@example.org' });
  expect([kept, taken]).toEqual([[], []]);
});

test('заявка старше, но спорить не о чем: дополняет пустое и молчит о прочем', () => {
  const { phone: _phone, ...rest } = given;
  expect(reconcile(known, rest, older).data).toMatchObject({ phone: '+79000000002', fax: '+79000000009' });
});

test('заявка старше и говорит другое – выбирает человек, по полям', () => {
  const refused = (() => {
    try {
      return reconcile(known, given, older);
    } catch (error) {
      return error;
    }
  })();
  expect(refused).toBeInstanceOf(Refusal);
  expect((refused as Refusal).facts.current).toEqual({
    applicant: { id: 'one', name: 'Ветрова Алла', version: 3, updatedAt: known.updatedAt },
    fields: [{ field: 'phone', title: 'Телефон', registry: '+79000000002', application: '+79000000001' }],
  });
});

test.each([
  { keep: ['phone'], phone: '+79000000002', kept: ['Телефон'], taken: [] },
  { keep: [], phone: '+79000000001', kept: [], taken: ['Телефон'] },
])('выбрано оставить в реестре: $kept, взять из заявки: $taken', ({ keep, phone, kept, taken }) => {
  const outcome = reconcile(known, given, { ...older, choice: { version: 3, keep } });
  expect(outcome).toMatchObject({ data: { phone, fax: '+79000000009' }, kept, taken });
});

test('пока выбирали, реестр изменили ещё раз – спрошено снова', () => {
  expect(() => reconcile(known, given, { ...older, choice: { version: 2, keep: [] } })).toThrow(Refusal);
});

test('спросить некого – новое в реестре остаётся', () => {
  expect(reconcile(known, given, { ...older, byItself: true })).toMatchObject({
    data: { phone: '+79000000002' },
    kept: ['Телефон'],
  });
});
