import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Condition, rowsOf, ruleOf } from './condition-rows.ts';

test.each<[unknown, Condition]>([
  [undefined, { join: 'and', rows: [] }],
  [{ '==': [{ var: 'a' }, 'x'] }, { join: 'and', rows: [{ subject: 'a', compare: '==', value: 'x' }] }],
  [{ in: [{ var: 'a' }, ['x', 'y']] }, { join: 'and', rows: [{ subject: 'a', compare: 'in', value: ['x', 'y'] }] }],
  [{ '!': [{ empty: [{ var: 'a' }] }] }, { join: 'and', rows: [{ subject: 'a', compare: 'answered' }] }],
  [{ var: 'case.hasRepresentative' }, { join: 'and', rows: [{ subject: 'case.hasRepresentative', compare: 'yes' }] }],
  [
    { in: ['executor', { var: 'case.actor.functions' }] },
    { join: 'and', rows: [{ subject: 'case.actor.functions', compare: 'has', value: 'executor' }] },
  ],
  [
    { '!': [{ in: ['executor', { var: 'case.actor.functions' }] }] },
    { join: 'and', rows: [{ subject: 'case.actor.functions', compare: 'hasNot', value: 'executor' }] },
  ],
  [{ '!': [{ rule: 'far' }] }, { join: 'and', rows: [{ subject: 'far', compare: 'notRule' }] }],
  [
    { or: [{ rule: 'far' }, { '>': [{ var: 'area' }, 100] }] },
    {
      join: 'or',
      rows: [
        { subject: 'far', compare: 'rule' },
        { subject: 'area', compare: '>', value: 100 },
      ],
    },
  ],
  [
    { and: [{ or: [{ var: 'a' }, { var: 'b' }] }, { var: 'c' }] },
    {
      join: 'and',
      rows: [
        {
          join: 'or',
          rows: [
            { subject: 'a', compare: 'yes' },
            { subject: 'b', compare: 'yes' },
          ],
        },
        { subject: 'c', compare: 'yes' },
      ],
    },
  ],
  [
    { '==': [{ var: 'a' }, { var: 'b' }] },
    { join: 'and', rows: [{ subject: 'a', compare: '==', against: { what: 'field', path: 'b' } }] },
  ],
  [
    { '>=': [{ var: 'to' }, { date: [{ var: 'from' }] }] },
    { join: 'and', rows: [{ subject: 'to', compare: '>=', against: { what: 'date', path: 'from' } }] },
  ],
  [
    { '<': [{ var: 'to' }, { today: [] }] },
    { join: 'and', rows: [{ subject: 'to', compare: '<', against: { what: 'today' } }] },
  ],
  [{ contains: [{ var: 'a' }, 'дом'] }, { join: 'and', rows: [{ subject: 'a', compare: 'contains', value: 'дом' }] }],
])('%j', (rule, condition) => {
  expect(rowsOf(rule)).toEqual(condition);
  expect(ruleOf(condition)).toEqual(rule);
});

test('группа из одной строки – строка, пустая – ничего', () => {
  const row = { subject: 'a', compare: 'yes' } as const;
  expect(ruleOf({ join: 'and', rows: [{ join: 'or', rows: [row] }, row] })).toEqual({
    and: [{ var: 'a' }, { var: 'a' }],
  });
  expect(ruleOf({ join: 'and', rows: [{ join: 'or', rows: [] }, row] })).toEqual({ var: 'a' });
});

test.each([
  { and: [{ or: [{ var: 'a' }] }, { var: 'c' }] },
  { and: [{ or: [{ and: [{ or: [{ var: 'a' }, { var: 'b' }] }, { var: 'c' }] }, { var: 'd' }] }, { var: 'e' }] },
  { contains: [{ var: 'a' }, { var: 'b' }] },
  { '==': [{ '+': [{ var: 'a' }, 1] }, 2] },
  { and: [{ var: 'a' }] },
  { and: [] },
  { var: ['a', 1] },
  { empty: [{ var: 'a' }], in: [] },
  true,
  null,
  [],
])('сложнее строк: %j', (rule) => expect(rowsOf(rule)).toBeUndefined());

test('правила поставляемых услуг, показанные строками, возвращаются теми же', () => {
  const seen: unknown[] = [];
  for (const code of ['landPlotPlan', 'treeFellingPermit', 'archiveCertificate']) {
    const file = new URL(`../../../../service-definitions/services/${code}/service.json`, import.meta.url);
    JSON.parse(readFileSync(file, 'utf8'), (key, value) => {
      if (['visible', 'required', 'needed', 'shown', 'rule', 'allowed'].includes(key) && typeof value === 'object')
        seen.push(value);
      return value;
    });
  }
  const shown = seen.flatMap((rule) => {
    const condition = rowsOf(rule);
    return condition === undefined ? [] : [[ruleOf(condition), rule]];
  });
  expect(shown.length).toBeGreaterThan(10);
  for (const [made, rule] of shown) expect(JSON.stringify(made)).toBe(JSON.stringify(rule));
});
