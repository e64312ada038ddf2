import { checkForm } from '@reglament/core/rules';
import { expect, test } from 'vitest';
import { schemaErrors } from '../form/validator.ts';
import { applicantForm, applicantName, hasNumber, withKind } from './applicant-form.ts';
import { identify } from './identifier.ts';

test.each([
  ['112-233-445 95', { ok: true, digits: '11223344595', kind: 'snils' }],
  ['7707083893', { ok: true, digits: '7707083893', kind: 'inn' }],
  ['1027700132195', { ok: true, digits: '1027700132195', kind: 'ogrn' }],
])('identify %o', (text, found) => expect(identify(text)).toEqual(found));

test.each(['112-233-445 96', '7707083894', '123', ''])('a wrong identifier is told in words: %o', (text) => {
  const found = identify(text);
  expect(found.ok).toBe(false);
  expect(found).toHaveProperty('message', expect.stringMatching(/[А-Яа-я]/));
});

test('a change of kind keeps what both kinds have, and no number that means another thing', () => {
  const person = { kind: 'person' as const, surname: 'Иванова', inn: '500100732259', phone: '+79001234567' };
  expect(withKind(person, 'organisation')).toEqual({ kind: 'organisation', phone: '+79001234567' });
  expect(withKind(person, 'soleTrader')).toEqual({ ...person, kind: 'soleTrader' });
});

test.each([
  ['person', { kind: 'snils', digits: '11223344595' }, true],
  ['organisation', { kind: 'snils', digits: '11223344595' }, false],
  ['organisation', { kind: 'inn', digits: '7707083893' }, true],
  ['person', { kind: 'inn', digits: '7707083893' }, false],
  ['soleTrader', { kind: 'inn', digits: '500100732259' }, true],
  ['person', { kind: 'ogrn', digits: '1027700132195' }, false],
] as const)('%s is known by %j: %o', (kind, number, known) => expect(hasNumber(kind, number)).toBe(known));

test.each([
  [{ kind: 'person', surname: 'Иванова', name: 'Анна' }, 'Иванова Анна'],
  [{ kind: 'soleTrader', surname: 'Петров', name: 'Пётр' }, 'ИП Петров Пётр'],
  [{ kind: 'organisation', title: 'Общество «Луч»', shortTitle: 'ООО «Луч»' }, 'ООО «Луч»'],
] as const)('name of %j', (data, name) => expect(applicantName(data)).toBe(name));

function missing(answers: Record<string, unknown>): string[] {
  const form = applicantForm('person');
  return checkForm({
    form,
    answers: answers as never,
    context: { today: '2026-03-02' },
    validate: schemaErrors,
    complete: true,
  }).map(({ pointer }) => pointer);
}

test('a person is known by СНИЛС or by passport', () => {
  const name = { surname: 'Иванова', name: 'Анна' };
  expect(missing(name)).toEqual(['/snils']);
  expect(missing({ ...name, snils: '11223344595' })).toEqual([]);
  expect(missing({ ...name, passport: { series: '9201', number: '123456' } })).toEqual([]);
});
