import { dump } from 'js-yaml';
import { expect, test } from 'vitest';
import { draftRequestType } from '../draft-request-type.ts';
import { atOnce, later, ownDocument } from '../emulator/own-types.ts';

const file = (text: string) => [{ name: 'api.yaml', content: new TextEncoder().encode(text) }];
const own = JSON.parse(new TextDecoder().decode(ownDocument().content));

test.each([atOnce, later])('то же описание в YAML даёт тот же вид: $code', (choice) => {
  const { type: fromJson } = draftRequestType([ownDocument()], choice);
  const text = dump(own);
  const { type, notes } = draftRequestType(file(text), choice);
  expect(notes.filter(({ level }) => level === 'error')).toEqual([]);
  expect(type).toEqual({ ...fromJson, schemas: { 'openapi.yaml': text } });
});

test('якоря и ссылки YAML раскрыты, номер версии – и числом', () => {
  const text = `
openapi: 3.1
x-plot: &plot
  type: object
  properties: {area: {type: number, title: Площадь}}
paths:
  /plots:
    get:
      responses: {200: {content: {application/json: {schema: *plot}}}}
`;
  const { type, notes } = draftRequestType(file(text), { question: 'GET /plots' });
  expect(notes).toEqual([]);
  expect(type?.message?.answer.form.schema.properties).toMatchObject({ area: { title: 'Площадь', type: 'number' } });
});

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');
const bomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x]',
  lines(12, (at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`)}]`),
].join('\n');

test.each([
  ['имя дважды', 'openapi: 3.1.0\npaths: {}\npaths: {}\n', /api\.yaml, строка 3.*дважды/],
  ['отступ', 'openapi: 3.1.0\n  paths: {}\n', /строка 2.*отступ/],
  ['свой вид значений', 'openapi: !!js/function "x"\n', /строка 1.*виды значений/],
  ['ссылка в никуда', 'openapi: *no\n', /строка 1.*ссылка \*/],
  ['ссылка на себя', 'openapi: &a [*a]\n', /разворачиваются без конца/],
  ['миллиарды из дюжины строк', bomb, /разворачиваются без конца/],
  ['скобки в скобках', `openapi: ${'['.repeat(200_000)}`, /вложенность/],
  ['вопросы в вопросах', '? '.repeat(20_000), /вложенность/],
  ['полмегабайта имён', lines(60_000, (at) => `k${at}: v`), /openapi/],
  ['больше 4 МБ', `# ${'x'.repeat(4 * 1024 * 1024)}`, /больше 4 МБ/],
  ['бесконечность', 'openapi: 3.1.0\nx: .inf\n', /бесконечность/],
  ['два описания', 'a: 1\n---\nb: 2\n', /несколько описаний/],
  ['пусто', '', /пуст/],
])('%s – отвергнуто с местом, и скоро', (_what, text, words) => {
  const { roots, notes } = draftRequestType(file(text));
  expect(roots).toEqual([]);
  expect(notes.map(({ place, message }) => `${place}: ${message}`).join()).toMatch(words);
});
