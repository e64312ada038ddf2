import { expect, test } from 'vitest';
import type { JsonObject, RequestTypeDefinition } from '../src/index.ts';
import { type PlayedAnswer, playedAnswer } from './played-answer.ts';

const form = (...fields: string[]) => ({
  schema: {
    type: 'object' as const,
    properties: Object.fromEntries(fields.map((field) => [field, { type: 'string' as const, title: field }])),
  },
  sections: [{ code: 'main', title: 'Всё', fields }],
});

const type: RequestTypeDefinition = {
  ...{ format: 1, kind: 'requestType', code: 'plot', title: 'Участок', plugin: 'kit' },
  message: {
    question: { form: form('number'), places: {} },
    answer: { form: form('state'), places: {} },
    signedBy: 'none',
  },
  emulator: [
    { title: 'Нет такого', when: { number: '16' }, refuse: 'Не найден' },
    { title: 'Молчит', when: { 'owner.inn': '1' }, silence: true },
    { title: 'Ждёт', when: { number: 17 }, interim: 'Принято', afterSeconds: 60, answer: { state: 'есть' } },
  ],
};

test.each<[string, JsonObject, PlayedAnswer]>([
  ['отказ по значению', { number: '16' }, { outcome: { kind: 'refuse', reason: 'Не найден' } }],
  ['вложенное поле', { owner: { inn: 1 } }, { outcome: { kind: 'silence' } }],
  [
    'число и его запись – одно',
    { number: '17' },
    { interim: 'Принято', afterSeconds: 60, outcome: { kind: 'answer', answer: { state: 'есть' } } },
  ],
  ['ничего не подошло – образец', { number: '1' }, { outcome: { kind: 'answer', answer: { state: 'Образец' } } }],
  ['пути нет', { owner: 'x' }, { outcome: { kind: 'answer', answer: { state: 'Образец' } } }],
])('%s', (_, question, played) => expect(playedAnswer(type, question)).toEqual(played));
