import type { JsonObject } from '@reglament/sdk';
import { describe, expect, test } from 'vitest';
import { draftRequestType } from './draft-request-type.ts';
import { later, ownDocument, ownTypes } from './emulator/own-types.ts';
import { answerFromWire, answerToWire, filledPath, questionFromWire, valueAt, wireQuestion } from './message.ts';
import { requestKindFrom } from './request-kind.ts';

const [find, order] = ownTypes();
if (find === undefined || order === undefined) throw new Error('the emulator describes two types');

const file = (content: unknown) => [{ name: 'api.json', content: new TextEncoder().encode(JSON.stringify(content)) }];

const api = (schema: JsonObject, more: JsonObject = {}) => ({
  openapi: '3.0.3',
  info: { title: 'Проверка', version: '1' },
  paths: {
    '/ask': {
      post: {
        requestBody: { content: { 'application/json': { schema } } },
        responses: {
          '200': {
            content: { 'application/json': { schema: { type: 'object', properties: { ok: { type: 'boolean' } } } } },
          },
        },
      },
    },
  },
  ...more,
});

const draft = (schema: JsonObject, more?: JsonObject) =>
  draftRequestType(file(api(schema, more)), { question: 'POST /ask' });

test('без выбора – операции, с выбором – формы вопроса и ответа', () => {
  expect(draftRequestType([ownDocument()]).roots.map(({ key, title }) => `${key} – ${title}`)).toEqual([
    'POST /plots/search – Найти участки по кадастровому номеру',
    'POST /extracts/{kind} – Заказать выписку о правах',
    'POST /arrests – Узнать об арестах и запретах',
    'POST /arrests → arrestsFound – Сведения об арестах',
    'GET /orders/{id} – Заказанная выписка',
  ]);
  expect(find.message?.question).toMatchObject({
    form: {
      schema: { required: ['cadastralNumber'], properties: { onDate: { format: 'date', title: 'На какую дату' } } },
    },
    places: { cadastralNumber: 'body:/cadastral_number', onDate: 'body:/on_date' },
  });
  expect(find.message?.answer.places).toMatchObject({
    found: '/found',
    plots: '/plots',
    'plots[].area': '/plots/*/area',
  });
  expect(find.message?.answer.places).toHaveProperty('plots[].statusValue', '/plots/*/status');
});

test('ответ позже: где имя запроса, состояние и слова, найдено по описанию и сказано', () => {
  const { notes, type } = draftRequestType([ownDocument()], later);
  expect(type?.settings?.poll).toEqual({
    ...{ path: '/orders/{id}', parameter: 'id', ticket: '/id', state: '/status' },
    ...{ ready: ['done'], refused: ['rejected'], text: '/message' },
  });
  expect(notes).toEqual([expect.objectContaining({ level: 'info', code: 'poll' })]);
});

describe('чего форма не выразит или чему нельзя верить, названо с местом', () => {
  const endless = {
    components: { schemas: { A: { type: 'object', properties: { a: { $ref: '#/components/schemas/A' } } } } },
  };
  const loop = { components: { schemas: { A: { $ref: '#/components/schemas/A' } } } };
  test.each([
    ['ссылка наружу', draft({ $ref: 'file:///etc/passwd' }), /file:\/\/\/etc\/passwd.*ведёт из файла/],
    ['ссылка в сеть', draft({ $ref: 'http://10.0.0.1/a.json' }), /10\.0\.0\.1.*ведёт из файла/],
    ['ссылка в никуда', draft({ $ref: '#/components/schemas/No' }), /No.*никуда не ведёт/],
    ['ссылка на себя', draft({ $ref: '#/components/schemas/A' }, loop), /ведёт сама в себя/],
    ['ссылка на прототип', draft({ $ref: '#/constructor' }), /никуда не ведёт/],
    ['не JSON', draftRequestType([{ name: 'a.json', content: new Uint8Array([60, 0, 255]) }]), /a\.json.*UTF-8/],

    ['Swagger 2', draftRequestType(file({ swagger: '2.0' })), /OpenAPI 3/],
    ['операции нет', draftRequestType(file(api({})), { question: 'GET /no' }), /есть: POST \/ask/],
    [
      'обязательное, которого не выразить',
      draft({ type: 'object', required: ['a'], properties: { a: {} } }),
      /«a» не перенесено/,
    ],
  ])('%s', (_, { notes, type }, words) => {
    expect(type).toBeUndefined();
    const errors = notes.filter(({ level }) => level === 'error').map(({ place, message }) => `${place} ${message}`);
    expect(errors.join('\n')).toMatch(words);
  });

  test('бесконечная вложенность кончается, остальное составлено', () => {
    const { type, notes } = draft({ $ref: '#/components/schemas/A' }, endless);
    expect(type?.message?.question.form.schema.properties).toEqual({});
    expect(notes.map(({ code }) => code)).toEqual(['tooDeep']);
  });
  test('«__proto__» в форму и в запрос не попадает', () => {
    const schema = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"},"a1":{"type":"string"}}}');
    const { type, notes } = draft(schema);
    expect(Object.values(type?.message?.question.places ?? {})).toEqual(['body:/a1']);
    expect(notes.map(({ code }) => code)).toContain('strangeName');
  });
  test('allOf соединяется, null не мешает, из нескольких видов значений – только то, что одно', () => {
    const { type } = draft({
      allOf: [
        { type: 'object', properties: { first: { type: 'string' } } },
        { properties: { second: { type: ['integer', 'null'] } } },
      ],
      properties: {
        third: { oneOf: [{ type: 'null' }, { type: 'string', enum: ['x'] }] },
        fourth: { anyOf: [{ type: 'string' }, { type: 'number' }] },
      },
    });
    expect(type?.message?.question.form.schema.properties).toMatchObject({
      first: { type: 'string' },
      second: { type: 'integer' },
      third: { oneOf: [{ const: 'x' }] },
    });
    expect(type?.message?.question.form.schema.properties).not.toHaveProperty('fourth');
  });
});

describe('вопрос и ответ на проводе', () => {
  const question = { kind: 'rights', copies: 2, cadastralNumber: '1:2', purpose: 'Услуга' };
  test('части вопроса стоят в пути, в адресе и в теле – и читаются обратно', () => {
    const wire = wireQuestion(order, question);
    expect(wire).toEqual({
      ...{ path: '/extracts/rights', query: [['copies', '2']], headers: {} },
      body: { cadastral_number: '1:2', purpose: 'Услуга' },
    });
    const back = questionFromWire(order, (place) => {
      if (place === 'path:kind') return 'rights';
      return place === 'query:copies' ? '2' : valueAt(wire.body, place.slice('body:'.length));
    });
    expect(back).toEqual(question);
  });
  test('ответ со списком – туда и обратно', () => {
    const answer = {
      found: true,
      plots: [
        { number: '1:2', area: 10.5 },
        { number: '1:3', statusValue: 'actual' },
      ],
    };
    const said = answerToWire(find, answer);
    expect(said).toEqual({
      found: true,
      plots: [
        { number: '1:2', area: 10.5 },
        { number: '1:3', status: 'actual' },
      ],
    });
    expect(answerFromWire(find, said)).toEqual(answer);
    expect(answerFromWire(find, { found: 'true', plots: [{ area: '3.5', extra: 1 }] })).toEqual({
      found: true,
      plots: [{ area: 3.5 }],
    });
  });
  test.each(['..', '.', ''])('значение «%s» в адресе не проходит', (value) => {
    expect(() => filledPath('/plots/{number}', { number: value })).toThrow(/не может стоять в адресе/);
    expect(requestKindFrom(order).problems?.({ kind: value })).toEqual([expect.objectContaining({ pointer: '/kind' })]);
  });
  test('значение заголовка – одна строка, не обязательно латиницей', () => {
    const { schemas: _file, ...type } = find;
    const places = { cadastralNumber: 'header:X-Number' };
    const message = type.message && { ...type.message, question: { ...type.message.question, places } };
    const inHeader = { ...type, ...(message && { message }) };
    expect(wireQuestion(inHeader, { cadastralNumber: 'я' }).headers).toEqual({ 'X-Number': 'Ñ\u008f' });
    expect(() => wireQuestion(inHeader, { cadastralNumber: 'a\r\nX-Evil: 1' })).toThrow(/перевода строки/);
  });
  test('косая черта и знак вопроса остаются внутри своей части', () => {
    expect(filledPath('/plots/{number}', { number: 'a/../b?c#d' })).toBe('/plots/a%2F..%2Fb%3Fc%23d');
  });
});

test('вид, у которого забыли часть адреса, не публикуется', () => {
  const { kind: _gone, ...places } = order.message?.question.places ?? {};
  const message = order.message && { ...order.message, question: { ...order.message.question, places } };
  expect(requestKindFrom({ ...order, ...(message && { message }) }).remarks?.()).toEqual([
    expect.objectContaining({ level: 'error', message: expect.stringContaining('{kind}') }),
  ]);
});

test.each([
  ['3.0: предел исключён флагом', { type: 'number', minimum: 0, exclusiveMinimum: true }, { exclusiveMinimum: 0 }],
  ['3.0: флаг снят', { type: 'number', maximum: 9, exclusiveMaximum: false }, { maximum: 9 }],
  ['3.1: предел исключён числом', { type: 'number', exclusiveMinimum: 0 }, { exclusiveMinimum: 0 }],
  ['3.0: пусто можно', { type: 'string', nullable: true }, { type: 'string' }],
  ['3.1: пусто можно', { type: ['string', 'null'] }, { type: 'string' }],
  ['3.1: слова рядом со ссылкой – этого места', { $ref: '#/components/schemas/A', title: 'Здесь' }, { title: 'Здесь' }],
])('%s', (_what, schema, wanted) => {
  const components = { schemas: { A: { type: 'string', title: 'Там' } } };
  const { type } = draft({ type: 'object', properties: { area: schema } }, { components });
  const field = type?.message?.question.form.schema.properties.area;
  expect(field).toMatchObject(wanted);
  const limits = Object.keys(field ?? {}).filter((name) => /^(?:exclusive)?m(?:in|ax)imum$/i.test(name));
  expect(limits).toEqual(Object.keys(wanted).filter((name) => /imum$/.test(name)));
});
