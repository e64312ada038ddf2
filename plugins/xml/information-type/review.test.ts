import { readdirSync, readFileSync } from 'node:fs';
import type { RequestTypeDefinition } from '@reglament/sdk';
import { expect, test } from 'vitest';
import { reviewInformationType } from './review.ts';
import { element, sequence, typeOf } from './sample-schema.ts';

const type = typeOf(
  sequence(
    element('Day', 'xs:date'),
    element('Count', 'xs:int'),
    element('Note', 'xs:string', 'minOccurs="0"'),
    `<xs:choice>${element('A1', 'xs:date')}${element('B1', 'xs:date')}</xs:choice>`,
  ),
);

interface Changeable {
  message: {
    signedBy: string;
    question: { places: Record<string, string> };
    answer: { places: Record<string, string> };
  };
  settings: Record<string, unknown>;
  schemas: Record<string, string>;
}

function reviewed(change: (type: Changeable) => void) {
  const changed = structuredClone(type) as unknown as Changeable;
  change(changed);
  return reviewInformationType(changed as unknown as RequestTypeDefinition);
}

test.each<readonly [name: string, pointer: string, words: string, change: (type: Changeable) => void]>([
  [
    'неизвестное место',
    '/message/question/places/note',
    '«Nota»',
    ({ message }) => {
      message.question.places.note = 'Nota';
    },
  ],
  [
    'неизвестное место ответа',
    '/message/answer/places/note',
    '«Nota»',
    ({ message }) => {
      message.answer.places.note = 'Nota';
    },
  ],
  [
    'обязательное нечем заполнить',
    '/message/question/places',
    '«Count»',
    ({ message }) => {
      delete message.question.places.count;
    },
  ],
  [
    'число на месте даты',
    '/message/question/places/count',
    'date',
    ({ message }) => {
      message.question.places = { ...message.question.places, day: 'Count', count: 'Day' };
    },
  ],
  [
    'дата на месте числа',
    '/message/question/places/day',
    'int',
    ({ message }) => {
      message.question.places = { ...message.question.places, day: 'Count', count: 'Day' };
    },
  ],
  [
    'подпись сотрудника без Id',
    '/message/signedBy',
    'Id',
    ({ message }) => {
      message.signedBy = 'official';
    },
  ],
  [
    'корня в схеме нет',
    '/schemas',
    'корневого',
    ({ settings }) => {
      settings.root = 'Nothing';
    },
  ],
  [
    'схема не читается',
    '/schemas',
    'main.xsd',
    ({ schemas }) => {
      schemas['main.xsd'] = '<xs:schema';
    },
  ],
])('%s', (...[, pointer, words, change]) => {
  const remarks = reviewed(change);
  expect(remarks.find((one) => one.pointer === pointer && one.message.includes(words))).toMatchObject({
    level: pointer === '/message/signedBy' ? 'warning' : 'error',
  });
});

test('what is not demanded, and what is given by itself, need no field', () => {
  expect(reviewed(({ message }) => delete message.question.places.note)).toEqual([]);
  expect(
    reviewed(({ message, settings }) => {
      delete message.question.places.day;
      settings.given = { Day: 'createdOn' };
    }),
  ).toEqual([]);
});

test('an answer of the emulator that the schema would not take is told, one that it takes is not', () => {
  const own = structuredClone(type) as RequestTypeDefinition;
  const emulator = [
    { title: 'Пустой', answer: {} },
    { title: 'Отказ', refuse: 'Нет' },
  ];
  expect(reviewInformationType({ ...own, emulator })).toMatchObject([
    { level: 'warning', pointer: '/emulator/0/answer', message: expect.stringContaining('«Пустой»') },
  ]);
  const whole = { note: 'Есть' };
  expect(reviewInformationType({ ...own, emulator: [{ title: 'Полный', answer: whole }] })).toEqual([]);
});

const shipped = new URL('../../../service-definitions/request-types/', import.meta.url);

const readType = (code: string) => JSON.parse(readFileSync(new URL(`${code}/request-type.json`, shipped), 'utf8'));
/** Types of http-api are described by OpenAPI: their own plugin reviews them. */
const ofXml = readdirSync(shipped).filter((code) => readType(code).plugin !== 'http-api');

test.each(ofXml)('the shipped type %s fits its files', (code) => {
  const folder = new URL(`${code}/`, shipped);
  const written = readType(code);
  const names = written.message === undefined ? [] : readdirSync(new URL('schemas/', folder));
  const schemas = Object.fromEntries(
    names.map((name) => [name, readFileSync(new URL(`schemas/${name}`, folder), 'utf8')]),
  );
  expect(reviewInformationType({ ...written, schemas })).toEqual([]);
});
