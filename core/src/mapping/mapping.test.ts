import { readFileSync } from 'node:fs';
import { type JsonSchema, type Mapping, type ServiceDefinition, schemas } from '@reglament/format';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintMapping } from '../definition/lint/mapping.ts';
import { knownPlaceholders } from '../document/placeholder-catalogue.ts';
import { applicationSchema, applyMapping, checkMapping, type JsonObject } from '../rules.ts';

const file = new URL('../../../service-definitions/services/landPlotPlan/service.json', import.meta.url);
const service: ServiceDefinition = JSON.parse(readFileSync(file, 'utf8'));
const source = applicationSchema(service.form);

const ajv = new Ajv({ discriminator: true, strictTypes: false, keywords: ['tsType'] });
for (const schema of Object.values(schemas)) ajv.addSchema(schema);

/** A question as a data provider would ask it. */
const question: JsonSchema = {
  type: 'object',
  required: ['cadastralNumber', 'person'],
  properties: {
    cadastralNumber: { type: 'string' },
    person: {
      type: 'object',
      required: ['fullName', 'snils'],
      properties: { fullName: { type: 'string' }, snils: { type: 'string' }, born: { type: 'string' } },
    },
    receivedOn: { type: 'string', format: 'date' },
    purpose: { type: 'string' },
  },
};

const prefill: Mapping = [
  { to: 'cadastralNumber', from: 'answers.cadastralNumber' },
  {
    to: 'person.fullName',
    from: ['applicant.surname', 'applicant.firstName', 'applicant.patronymic'],
    convert: 'fullName',
  },
  { to: 'person.snils', from: 'applicant.snils', convert: 'digits' },
  { to: 'person.born', from: 'applicant.birthDate', convert: { as: 'formatDate', format: 'dd.mm.yyyy' } },
  { to: 'receivedOn', from: 'application.registeredAt' },
  { to: 'purpose', convert: { as: 'const', value: 'Подготовка градостроительного плана' } },
];

test('every placeholder of papers is a source of a mapping', () => {
  const unknown = [...knownPlaceholders(service.form)].filter((path) => {
    const problems = checkMapping([{ to: 'any', from: path }], { source, target: { type: 'object' } });
    return problems.some(({ code }) => code === 'unknownSource');
  });
  expect(unknown).toEqual([]);
});

test('a question is filled from the application of a shipped service', () => {
  expect(ajv.getSchema('mapping.schema.json#/definitions/Mapping')?.(prefill)).toBe(true);
  const conditions = service.form.schema;
  expect(lintMapping(prefill, '/requests/0/prefill', { source, target: question, conditions, complete: true })).toEqual(
    [],
  );
  const data: JsonObject = {
    application: { number: 'A-1', registeredAt: '2026-03-02' },
    applicant: { surname: 'Иванова', firstName: 'Мария', snils: '112-233-445 95', birthDate: '1980-01-31' },
    answers: { cadastralNumber: '16:50:011111:1' },
  };
  const { target, faults } = applyMapping(prefill, { source: data, rules: { data: {}, today: '2026-03-02' } });
  expect(faults).toEqual([]);
  expect(target).toEqual({
    cadastralNumber: '16:50:011111:1',
    person: { fullName: 'Иванова Мария', snils: '11223344595', born: '31.01.1980' },
    receivedOn: '2026-03-02',
    purpose: 'Подготовка градостроительного плана',
  });
});

test('a finding names its place in the definition and says what to do', () => {
  const findings = lintMapping([{ to: 'nowhere', from: 'answers.area' }], '/requests/0/prefill', {
    source,
    target: question,
  });
  expect(findings.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['unknownTarget /requests/0/prefill/0/to']);
  for (const { message, todo } of findings) expect(`${message} ${todo}`).toMatch(/[а-яё].*[а-яё]/i);
});

test('a row that leads nowhere can be taken out at once, of several sources only the lost one', () => {
  const rows: Mapping = [
    { to: 'cadastralNumber', from: 'answers.gone' },
    { to: 'person.fullName', from: ['answers.lost', 'applicant.firstName'], convert: 'fullName' },
    {
      to: 'person.fullName',
      from: ['applicant.surname', 'answers.lost', 'applicant.patronymic'],
      convert: { as: 'join', separator: ' ' },
    },
    { to: 'nowhere', from: 'answers.cadastralNumber' },
  ];
  const findings = lintMapping(rows, '/requests/0/prefill', { source, target: question });
  expect(findings.flatMap(({ code, fix }) => (code === 'writtenTwice' ? [] : [fix]))).toEqual([
    { title: 'Удалить строку', pointer: '/requests/0/prefill/0', operation: 'remove' },
    {
      title: 'Убрать источник',
      pointer: '/requests/0/prefill/1/from',
      operation: 'set',
      value: 'applicant.firstName',
    },
    {
      title: 'Убрать источник',
      pointer: '/requests/0/prefill/2/from',
      operation: 'set',
      value: ['applicant.surname', 'applicant.patronymic'],
    },
    { title: 'Удалить строку', pointer: '/requests/0/prefill/3', operation: 'remove' },
  ]);
});

test('whatever a source holds, a mapping takes what fits and never throws', () => {
  const anyTarget = { type: 'object' } as const;
  const rows: Mapping = [
    { to: 'a.b', from: 'x.y', convert: 'text' },
    { to: 'rows[].n', from: 'x[].n', convert: 'number' },
    { to: 'all', from: 'x[].n' },
    { to: 'name', from: ['x', 'y'], convert: 'fullName' },
    { to: 'one', from: 'x', convert: [{ as: 'pick', item: 'last', field: 'n' }, 'digits'] },
    { to: 'flag', from: 'y', convert: { as: 'yesNo', yes: '1', no: '0' } },
    { to: 'day', from: 'y', convert: { as: 'parseDate', format: 'yyyymmdd' } },
  ];
  expect(checkMapping(rows, { source: anyTarget, target: anyTarget })).toEqual([]);
  const value = fc.jsonValue();
  fc.assert(
    fc.property(fc.record({ x: value, y: value }), (data) => {
      const { target, values } = applyMapping(rows, {
        source: data as JsonObject,
        rules: { data: {}, today: '2026-01-01' },
      });
      expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
      for (const { pointer, value: written } of values) {
        const found = pointer
          .split('/')
          .slice(1)
          .reduce((at: unknown, key) => (at as JsonObject)[key], target);
        expect(found).toBe(written);
      }
    }),
    { seed: 20_261_125, numRuns: 500 },
  );
});
