import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { lintDefinition } from './lint.ts';
import { parseDefinition } from './parse.ts';

const path = fileURLToPath(new URL('../../../service-definitions/services/landPlotPlan/service.json', import.meta.url));
const serviceText = readFileSync(path, 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: the tests write what no type allows
type Anything = any;

function changed(change: (service: Anything) => void): string {
  const service = JSON.parse(serviceText);
  // The procedures it lists are other definitions.
  delete service.procedures;
  change(service);
  return JSON.stringify(service);
}

function addFields(service: Anything, count: number, schema: (index: number) => object): void {
  for (let index = 0; index < count; index += 1) {
    service.form.schema.properties[`added${index}`] = { title: 'Поле', ...schema(index) };
    service.form.sections[0].fields.push(`added${index}`);
  }
}

/** Rules that each call the next one twice: 2^200 steps for whoever follows them blindly. */
function doublingRules(service: Anything): void {
  for (let index = 0; index < 200; index += 1) {
    const next = { rule: `chain${index + 1}` };
    service.rules[`chain${index}`] = {
      title: 'Звено',
      rule: index < 199 ? { and: [next, next] } : { '==': [{ var: 'area' }, 1] },
    };
  }
  service.documents[0].shown = { rule: 'chain0' };
}

function doublingReferences(service: Anything): void {
  service.form.schema.definitions = {};
  for (let index = 0; index < 60; index += 1) {
    const next = { $ref: `#/definitions/d${index + 1}` };
    service.form.schema.definitions[`d${index}`] = index < 59 ? { allOf: [next, next] } : { type: 'string' };
  }
  service.form.schema.properties.mfc = { title: 'МФЦ', $ref: '#/definitions/d0' };
}

const field = '/form/schema/properties/oktmo';
const setField = (schema: object) => () =>
  changed((service) => Object.assign(service.form.schema.properties.oktmo, schema));

const hostile: readonly (readonly [name: string, make: () => string, code: string, pointer: string])[] = [
  ['a reference to the network', setField({ $ref: 'http://evil.example/x.json' }), 'unknownReference', `${field}/$ref`],
  ['a reference to a file', setField({ $ref: 'file:///etc/passwd' }), 'unknownReference', `${field}/$ref`],
  [
    'a reference to a neighbour',
    setField({ $ref: 'workflow.schema.json#/definitions/Phase' }),
    'unknownReference',
    `${field}/$ref`,
  ],
  [
    'a reference to itself',
    () =>
      changed((service) => {
        const inner = { title: 'Снова', $ref: '#/definitions/again' };
        service.form.schema.definitions = { again: { type: 'object', properties: { again: inner } } };
        service.form.schema.properties.oktmo = inner;
      }),
    'circularReference',
    '/form/schema',
  ],
  ['references that double', () => changed(doublingReferences), 'tooCostly', '/form/schema'],
  [
    'more alternatives than fields',
    () =>
      changed((service) => {
        addFields(service, 430, () => ({ anyOf: alternatives(43) }));
        service.form.schema.properties.oktmo.oneOf = alternatives(60);
      }),
    'tooCostly',
    field,
  ],
  [
    'alternatives of alternatives behind a reference',
    () =>
      changed((service) => {
        service.form.schema.definitions = { many: { anyOf: alternatives(2_000) } };
        Object.assign(service.form.schema.properties.oktmo, { anyOf: alternatives(3).map(() => many) });
      }),
    'tooCostly',
    field,
  ],
  [
    'a prototype name',
    () => serviceText.replace('"oktmo"', '"__proto__"'),
    'forbiddenName',
    '/form/schema/properties/__proto__',
  ],
  [
    'a constructor',
    () => serviceText.replace('"oktmo"', '"constructor"'),
    'forbiddenName',
    '/form/schema/properties/constructor',
  ],
  [
    'a name of every object',
    () =>
      changed((service) => {
        const { oktmo, ...others } = service.form.schema.properties;
        service.form.schema.properties = { toString: oktmo, ...others };
      }),
    'reservedName',
    '/form/schema/properties/toString',
  ],
  ['nesting of 600', () => `${'{"a":'.repeat(600)}1${'}'.repeat(600)}`, 'tooDeep', `${'/a'.repeat(64)}/`],
  ['a hundred thousand brackets', () => '['.repeat(100_000), 'tooDeep', '/0'.repeat(65)],
  [
    '5,000 fields',
    () => changed((service) => addFields(service, 5_000, () => ({ type: 'string' }))),
    'tooMany',
    '/form/schema/properties',
  ],
  ['20 MB of text', () => `{"kind": "service", "a": "${'x'.repeat(20 * 1024 * 1024)}"}`, 'tooLarge', ''],
  ['a megabyte of quotes', () => '"'.repeat(1_000_000), 'brokenJson', ''],
  ['a megabyte of backslashes', () => `"${'\\'.repeat(999_999)}`, 'brokenJson', ''],
  ['a look-ahead', setField({ pattern: '^(?=a)b' }), 'pattern', `${field}/pattern`],
  ['a back-reference', setField({ pattern: '(a)\\1' }), 'pattern', `${field}/pattern`],
  ['repeats of repeats', setField({ pattern: '((a{1000}){1000}){1000}' }), 'pattern', `${field}/pattern`],
  ['a long pattern a thousand times', setField({ pattern: `(${'abc'.repeat(200)}){1000}` }), 'tooCostly', ''],
  [
    'a pattern over its own default',
    setField({ pattern: '^(a+)+$', default: `${'a'.repeat(50_000)}!` }),
    'wrongDefault',
    `${field}/default`,
  ],
  [
    'a rule of depth 30',
    () =>
      changed((service) => {
        service.documents[0].shown = deep(30);
      }),
    'tooDeep',
    '/documents/0/shown',
  ],
  [
    'a rule of 8,000 parts',
    () =>
      changed((service) => {
        service.documents[0].shown = wide(90);
      }),
    'tooLarge',
    '/documents/0/shown',
  ],
  [
    'a table compared pair by pair',
    setField({ type: 'array', uniqueItems: true, items: { type: 'object' } }),
    'tooCostly',
    `${field}/uniqueItems`,
  ],
  ['not a definition', () => '[]', 'unknownKind', '/kind'],
  ['null', () => 'null', 'unknownKind', '/kind'],
];

const many = { $ref: '#/definitions/many' };

function alternatives(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ minLength: index }));
}

function deep(levels: number): unknown {
  return levels === 0 ? { var: 'area' } : { '!': deep(levels - 1) };
}

function wide(count: number): unknown {
  return {
    or: Array.from({ length: count }, () => ({
      or: Array.from({ length: count }, () => ({ empty: { var: 'area' } })),
    })),
  };
}

test.each(hostile)('%s: a clear finding with its place, soon', (...[, make, code, pointer]) => {
  const { findings, seconds } = lint(make());
  const found = findings.find((finding) => finding.level === 'error' && finding.code === code);
  expect(found, JSON.stringify(findings.slice(0, 3))).toBeDefined();
  expect(found?.pointer).toBe(pointer);
  expect(found?.message).toMatch(/[а-яё]/i);
  expect(found?.todo).toMatch(/[а-яё]/i);
  expect(seconds).toBeLessThan(1);
});

test('rules that call each other twice over 200 steps are sound and soon read', () => {
  const { findings, seconds } = lint(changed(doublingRules));
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  expect(seconds).toBeLessThan(1);
});

test('a form at the bound of fields, each with a pattern, is soon read', () => {
  const { findings, seconds } = lint(
    changed((service) => addFields(service, 470, (index) => ({ type: 'string', pattern: `^[a-z]{1,20}${index}$` }))),
  );
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  expect(seconds).toBeLessThan(3);
});

test('a long list of titled values is no list of alternatives', () => {
  const choices = Array.from({ length: 200 }, (_, index) => ({ const: `v${index}`, title: 'Значение' }));
  const { findings } = lint(changed((service) => addFields(service, 30, () => ({ type: 'string', oneOf: choices }))));
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
});

/** Seconds of the processor, so that a busy machine does not fail the test. */
function lint(text: string): { findings: readonly Finding[]; seconds: number } {
  const started = process.cpuUsage();
  const { content, findings } = parseDefinition(text, 'service');
  const all = content === undefined ? findings : [...findings, ...lintDefinition(content, anything)];
  const { user, system } = process.cpuUsage(started);
  return { findings: all, seconds: (user + system) / 1_000_000 };
}

/** Workflows and dictionaries that the service names are not what is tested here. */
function anything(): never {
  return {} as never;
}
