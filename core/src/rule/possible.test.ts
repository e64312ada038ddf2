import type { JsonSchema } from '@reglament/format';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { truth } from './evaluate.ts';
import { possibilities } from './possible.ts';

const schema: JsonSchema = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: ['a', 'b'] },
    area: { type: 'number' },
    born: { type: 'string', format: 'date' },
    agreed: { type: 'boolean' },
    rows: { type: 'array', items: { type: 'object', properties: { size: { type: 'number' } } } },
  },
};

const kind = { var: 'kind' };
const area = { var: 'area' };
const rules = { isA: { rule: { '==': [kind, 'a'] } }, isNotA: { rule: { '!': [{ rule: 'isA' }] } } };

/** What can be said of a rule: `-` never met, `+` always met, `?` depends on the case. */
const table: readonly (readonly [verdict: '-' | '+' | '?', rule: unknown])[] = [
  ['?', { '==': [kind, 'a'] }],
  ['-', { and: [{ '==': [kind, 'a'] }, { '==': [kind, 'b'] }] }],
  ['-', { and: [{ '==': [kind, 'a'] }, { '!=': [kind, 'a'] }] }],
  ['-', { and: [{ '==': [kind, 'a'] }, { rule: 'isNotA' }] }],
  ['-', { and: [{ in: [kind, ['a']] }, { notIn: [kind, ['a', 'b']] }] }],
  ['-', { and: [{ '>': [area, 5] }, { '<': [area, 3] }] }],
  ['?', { and: [{ '>': [area, 3] }, { '<': [area, 5] }] }],
  ['-', { and: [{ '>': [{ var: 'born' }, '2026-01-01'] }, { '<': [{ var: 'born' }, '2025-01-01'] }] }],
  ['-', { and: [{ empty: [area] }, { '==': [area, 1] }] }],
  ['-', { and: [{ var: 'agreed' }, { '!': [{ var: 'agreed' }] }] }],
  ['+', { or: [{ var: 'agreed' }, { '!': [{ var: 'agreed' }] }] }],
  ['+', { or: [{ empty: [area] }, { '!': [{ empty: [area] }] }] }],
  // Met by every answer, but not before it is given.
  ['?', { in: [kind, ['a', 'b']] }],
  ['?', { or: [{ '==': [kind, 'a'] }, { '!=': [kind, 'a'] }] }],
  ['-', { and: [{ '==': [{ var: 'case.source' }, 'mfc'] }, { '==': [{ var: 'case.source' }, 'epgu'] }] }],
  [
    '-',
    {
      and: [{ in: ['x', { var: 'case.actor.functions' }] }, { '!': [{ in: ['x', { var: 'case.actor.functions' }] }] }],
    },
  ],
  ['?', { and: [{ in: ['x', { var: 'case.actor.functions' }] }, { in: ['y', { var: 'case.actor.functions' }] }] }],
  // What cannot be looked into may be anything, but the same thing twice is the same.
  ['?', { '>': [{ '*': [area, 2] }, 7] }],
  ['?', { some: [{ var: 'rows' }, { '>': [{ var: 'size' }, 1] }] }],
  ['-', { and: [{ '>': [{ '*': [area, 2] }, 7] }, { '==': [kind, 'a'] }, { '==': [kind, 'b'] }] }],
  ['-', { and: [{ '>': [{ '*': [area, 2] }, 7] }, { '!': [{ '>': [{ '*': [area, 2] }, 7] }] }] }],
];

test.each(table)('%s %j', (verdict, rule) => {
  const found = possibilities(rule, { schema, rules });
  expect(found).toEqual({ met: verdict !== '-', unmet: verdict !== '+' });
});

test('a case that cannot be is not tried', () => {
  const rule = { '!': [{ var: 'case.actor.isExecutor' }] };
  const allowed = (world: ReadonlyMap<string, unknown>) => world.get('case.actor.isExecutor') === true;
  expect(possibilities(rule, { schema, allowed })).toEqual({ met: false, unmet: true });
});

test('too many cases are not tried: nothing is said', () => {
  const wide = Array.from({ length: 40 }, (_, index) => ({ '==': [{ var: `case.service.code` }, `s${index}`] }));
  const many = {
    and: [...wide, { '==': [area, 1] }, { '==': [kind, 'a'] }, { var: 'agreed' }, { var: 'case.hasRepresentative' }],
  };
  expect(possibilities(many, { schema })).toBeUndefined();
});

test('«never» and «always» hold for whatever a case says', () => {
  const literal = fc.constantFrom('a', 'b', 1, 2, 3, true);
  const atom = fc.oneof(
    fc.tuple(fc.constantFrom('==', '!='), literal).map(([operator, value]) => ({ [operator]: [kind, String(value)] })),
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>='), fc.integer({ min: 0, max: 3 }))
      .map(([op, value]) => ({ [op]: [area, value] })),
    fc.constantFrom({ empty: [area] }, { var: 'agreed' }, { '==': [{ '+': [area, 1] }, 2] }, { rule: 'isNotA' }),
  );
  const rule = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      atom,
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((args) => ({ and: args })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((args) => ({ or: args })),
      tie('node').map((argument) => ({ '!': [argument] })),
    ),
  })).node;
  const data = fc.record(
    { kind: fc.constantFrom('a', 'b'), area: fc.constantFrom(-1, 0, 0.5, 1, 2, 2.5, 3, 9), agreed: fc.boolean() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(rule, data, fc.subarray(['kind', 'area', 'agreed']), (one, answers, hidden) => {
      const found = possibilities(one, { schema, rules });
      const met = truth(one, { data: answers, rules, hidden: new Set(hidden), today: '2026-01-01' }).value === true;
      if (found !== undefined) expect(met ? found.met : found.unmet).toBe(true);
    }),
    { seed: 20_261_125, numRuns: 3_000 },
  );
});
