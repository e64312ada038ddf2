import { readFileSync } from 'node:fs';
import type { RequestType } from '@reglament/format';
import { expect, test } from 'vitest';
import { lintDefinition } from '../lint.ts';

const written: RequestType = JSON.parse(
  readFileSync(
    new URL('../../../../service-definitions/request-types/regionalRequest/request-type.json', import.meta.url),
    'utf8',
  ),
);

const number = { title: 'Номер', type: 'string' } as const;

function formOf(...fields: string[]) {
  const properties = Object.fromEntries(fields.map((field) => [field, number]));
  return { schema: { type: 'object', properties } as const, sections: [{ code: 'main', title: 'Запрос', fields }] };
}

const { requestKind: _, ...type } = written;
const message: NonNullable<RequestType['message']> = {
  question: { form: formOf('number'), places: { number: 'Number' } },
  answer: { form: formOf('date', 'other'), places: { date: 'Date' } },
  signedBy: 'organisation',
};
const sound: RequestType = { ...type, message, schemas: { 'main.xsd': '<xs:schema/>' } };

test('a kind of the plugin and a message of its own are both sound', () => {
  expect(lintDefinition(written, () => undefined)).toEqual([]);
  expect(lintDefinition(sound, () => undefined)).toEqual([]);
  const registry = { number: 'VS00000v001', version: '1.0', basis: 'статья 7.2 закона № 210-ФЗ' };
  expect(lintDefinition({ ...sound, registry }, () => undefined)).toEqual([]);
});

test.each<readonly [code: string, pointer: string, type: RequestType]>([
  ['missing', '', type],
  ['registryUnchecked', '/registry', { ...sound, registry: { number: 'VS00000v001' } }],
  ['twoKinds', '/requestKind', { ...sound, requestKind: 'universal' }],
  ['twoOutcomes', '/emulator/0', { ...sound, emulator: [{ title: 'Ответ', refuse: 'Нет', silence: true }] }],
  ['unknownField', '/emulator/0/when/other', { ...sound, emulator: [{ title: 'Ответ', when: { other: '1' } }] }],
  ['unknownField', '/emulator/0/answer/number', { ...sound, emulator: [{ title: 'Ответ', answer: { number: '1' } }] }],
  ['uselessSchemas', '/schemas', { ...written, schemas: { 'a.xsd': '' } }],
  [
    'unknownField',
    '/message/question/places/person.name',
    {
      ...sound,
      message: { ...message, question: { ...message.question, places: { 'person.name': 'Person/Name' } } },
    },
  ],
  [
    'duplicate',
    '/message/answer/places/other',
    { ...sound, message: { ...message, answer: { ...message.answer, places: { date: 'Date', other: 'Date' } } } },
  ],
  [
    'fieldWithoutSection',
    '/message/answer/form/schema/properties/other',
    {
      ...sound,
      message: {
        ...message,
        answer: { ...message.answer, form: { ...formOf('date', 'other'), sections: formOf('date').sections } },
      },
    },
  ],
])('%s %s', (...[code, pointer, wrong]) => {
  expect(lintDefinition(wrong, () => undefined).map((one) => [one.code, one.pointer])).toEqual([[code, pointer]]);
});
