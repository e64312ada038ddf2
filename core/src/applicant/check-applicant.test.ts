import { describe, expect, it } from 'vitest';
import type { ApplicantData } from '../api.gen.ts';
import { applicantName } from './applicant-name.ts';
import { type ApplicantRole, checkApplicant } from './check-applicant.ts';
import { readIdentifier } from './identifier-query.ts';
import { identifiersOf, normalForm, normalIdentifiers } from './normal-form.ts';

const person: ApplicantData = { kind: 'person', surname: 'Иванова', name: 'Мария', snils: '112-233-445 95' };
const trader: ApplicantData = {
  kind: 'soleTrader',
  surname: 'Петров',
  name: 'Пётр',
  ogrnip: '304500116000157',
  inn: '500100732259',
};
const organisation: ApplicantData = {
  kind: 'organisation',
  title: 'Общество с ограниченной ответственностью «Ромашка»',
  ogrn: '1027700132195',
  inn: '7707083893',
};

const said = (data: ApplicantData, options: Parameters<typeof checkApplicant>[1] = {}) =>
  checkApplicant(data, options).map(({ pointer, code }) => `${pointer} ${code}`);

describe('checkApplicant', () => {
  it.each([person, trader, organisation])('lets a complete $kind through', (data) => {
    expect(said(data)).toEqual([]);
  });

  const without = (data: ApplicantData, ...fields: (keyof ApplicantData)[]): ApplicantData => ({
    ...data,
    ...Object.fromEntries(fields.map((field) => [field, ' '])),
  });

  it.each<[string, ApplicantData, string[]]>([
    ['a person without a name', without(person, 'surname', 'name'), ['/surname required', '/name required']],
    ['a person whom nothing identifies', without(person, 'snils'), ['/snils identityRequired']],
    ['half a passport', { ...without(person, 'snils'), passport: { series: '7301' } }, ['/snils identityRequired']],
    ['a trader without identifiers', without(trader, 'ogrnip', 'inn'), ['/ogrnip required', '/inn required']],
    ['an empty organisation', { kind: 'organisation' }, ['/title required', '/ogrn required', '/inn required']],
    ['wrong digits of СНИЛС', { ...person, snils: '112-233-445 96' }, ['/snils format']],
    ['ИНН of a person for an organisation', { ...organisation, inn: '500100732259' }, ['/inn format']],
    ['ИНН of an organisation for a person', { ...person, inn: '7707083893' }, ['/inn format']],
    ['wrong digits of ОГРН', { ...organisation, ogrn: '1027700132190' }, ['/ogrn format']],
    ['wrong digits of ОГРНИП', { ...trader, ogrnip: '304500116000150' }, ['/ogrnip format']],
    ['a wrong КПП', { ...organisation, kpp: '77' }, ['/kpp format']],
    [
      'a wrong passport',
      { ...person, passport: { series: '73', number: '12', departmentCode: '1' } },
      ['/passport/series format', '/passport/number format', '/passport/departmentCode format'],
    ],
    ['wrong contacts', { ...person, phone: '12', email: 'нет' }, ['/phone format', '/email format']],
  ])('names the fields of %s', (_what, data, expected) => {
    expect(said(data)).toEqual(expected);
    for (const { field, pointer, message } of checkApplicant(data)) {
      expect(pointer.endsWith(`/${field}`)).toBe(true);
      expect(message).toMatch(/^Заявитель\. \S/);
    }
  });

  it('is content with a passport instead of СНИЛС', () => {
    expect(said({ ...without(person, 'snils'), passport: { series: '73 01', number: '123456' } })).toEqual([]);
  });

  it('demands nothing of a draft, but what is there must be right', () => {
    expect(said({ kind: 'person' }, { complete: false })).toEqual([]);
    expect(said({ kind: 'person', snils: '1' }, { complete: false })).toEqual(['/snils format']);
  });

  it.each<[ApplicantRole, string[]]>([
    ['applicant', ['/snils identityRequired']],
    ['representative', ['/snils identityRequired']],
    ['submittedBy', []],
  ])('asks of a %s who is only named', (role, expected) => {
    expect(said({ kind: 'person', surname: 'Ким', name: 'Ли' }, { role })).toEqual(expected);
  });

  it('says whose data are wrong', () => {
    const [problem] = checkApplicant({ ...person, snils: '1' }, { role: 'representative' });
    expect(problem?.message).toBe('Представитель. СНИЛС состоит из 11 цифр, например 112-233-445 95');
  });
});

describe('an applicant', () => {
  it.each([
    [person, 'Иванова Мария'],
    [trader, 'ИП Петров Пётр'],
    [organisation, 'Общество с ограниченной ответственностью «Ромашка»'],
    [{ kind: 'organisation', shortTitle: 'ООО «Ромашка»' }, 'ООО «Ромашка»'],
    [{ kind: 'person' }, ''],
  ] satisfies [ApplicantData, string][])('is named', (data, name) => {
    expect(applicantName(data)).toBe(name);
  });

  it('is written in one way only', () => {
    const given: ApplicantData = {
      ...person,
      surname: '  Иванова ',
      patronymic: ' ',
      title: 'чужое поле',
      phone: '8 (900) 123-45-67',
      passport: { series: '73 01', number: ' 123456 ', departmentCode: '730001', issuedBy: '' },
    };
    expect(normalForm(given)).toEqual({
      kind: 'person',
      surname: 'Иванова',
      name: 'Мария',
      snils: '11223344595',
      phone: '+79001234567',
      passport: { series: '7301', number: '123456', departmentCode: '730-001' },
    });
    expect(identifiersOf(normalForm(trader))).toEqual([
      { kind: 'ogrn', value: '304500116000157' },
      { kind: 'inn', value: '500100732259' },
    ]);
  });

  it('keeps what was typed in an application, but for the separators of right identifiers', () => {
    const given: ApplicantData = {
      ...person,
      surname: '  Иванова ',
      inn: '5001-0073-2258',
      ogrnip: '30450 01160 00157',
      phone: '8 (900) 123-45-67',
      email: ' vetrova@example.org',
      passport: { series: '73 01', number: '123 456', departmentCode: '730001', issuedBy: ' УМВД 730-001' },
    };
    expect(normalIdentifiers(given)).toEqual({
      ...given,
      snils: '11223344595',
      ogrnip: '304500116000157',
      phone: '+79001234567',
      passport: { series: '7301', number: '123456', departmentCode: '730-001', issuedBy: ' УМВД 730-001' },
    });
    expect(normalIdentifiers({ kind: 'person' })).toEqual({ kind: 'person' });
  });

  it.each([
    ['112-233-445 95', 'snils', '11223344595'],
    ['7707083893', 'inn', '7707083893'],
    ['500100732259', 'inn', '500100732259'],
    ['1027700132195', 'ogrn', '1027700132195'],
    ['304500116000157', 'ogrn', '304500116000157'],
  ])('is looked up by %s', (text, kind, value) => {
    expect(readIdentifier(text)).toEqual({ kind, value });
  });

  it.each(['', '123', '112-233-445 96', 'абвгдежзийк', '11223344595; drop', '304500116000150'])(
    'is not looked up by %j',
    (text) => {
      expect(() => readIdentifier(text)).toThrow(expect.objectContaining({ code: 'invalidBody', status: 400 }));
    },
  );
});
