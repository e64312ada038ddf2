import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { checkIssue, type IssueFacts, issueWords } from './check-issue.ts';

const form = {
  schema: {
    type: 'object',
    properties: { confirmation: { type: 'string', oneOf: [{ const: 'receipt', title: 'Подпись в расписке' }] } },
  },
  sections: [],
} as unknown as FormDefinition;

const facts: IssueFacts = {
  applicant: { kind: 'person', surname: 'Ёлкина', name: 'Анна' },
  representative: { kind: 'organisation', title: 'ООО «Ромашка»' },
  today: '2026-03-10',
  publishedOn: '2026-03-02',
  form,
};
const input = { receiver: 'applicant', document: ' Паспорт 7304 123456 ', confirmation: 'receipt' };

test.each([
  ['заявитель', input, { receiver: 'applicant', name: 'Ёлкина Анна', issuedOn: '2026-03-10' }],
  ['представитель', { ...input, receiver: 'representative' }, { name: 'ООО «Ромашка»' }],
  ['другое лицо', { ...input, receiver: 'other', receiverName: 'Носова Вера' }, { name: 'Носова Вера' }],
  ['в другой день', { ...input, issuedOn: '2026-03-02' }, { issuedOn: '2026-03-02' }],
  ['своими словами', { ...input, confirmation: 'По видеозаписи' }, { confirmation: 'По видеозаписи' }],
])('выдано: %s', (_who, given, told) => {
  const checked = checkIssue(given, facts);
  const usual = { document: 'Паспорт 7304 123456', confirmation: 'Подпись в расписке' };
  expect(checked).toMatchObject({ ok: true, issue: { ...usual, ...told } });
});

test.each([
  ['нет имени другого лица', { ...input, receiver: 'other', receiverName: ' ' }, ['/input/receiverName']],
  ['ничего не предъявлено', { ...input, document: '' }, ['/input/document']],
  ['получение не подтверждено', { ...input, confirmation: undefined }, ['/input/confirmation']],
  ['завтра', { ...input, issuedOn: '2026-03-11' }, ['/input/issuedOn']],
  ['раньше решения', { ...input, issuedOn: '2026-03-01' }, ['/input/issuedOn']],
  ['такого дня нет', { ...input, issuedOn: '2026-02-30' }, ['/input/issuedOn']],
])('не выдать: %s', (_why, given, pointers) => {
  const checked = checkIssue(given as never, facts);
  expect(checked.ok ? [] : checked.problems.map(({ pointer }) => pointer)).toEqual(pointers);
});

test('представителя в заявке нет – сказано, что делать', () => {
  const checked = checkIssue({ ...input, receiver: 'representative' }, { ...facts, representative: null });
  expect(checked).toMatchObject({
    problems: [{ message: 'Представитель в заявке не указан: выберите другого получателя' }],
  });
});

test('в истории стоит одной строкой', () => {
  const checked = checkIssue(input, facts);
  expect(checked.ok && issueWords(checked.issue)).toBe(
    'Заявитель: Ёлкина Анна. Документ: Паспорт 7304 123456. Подпись в расписке.',
  );
});
