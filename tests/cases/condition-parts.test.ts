import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshRow, freshRows, nodeOf, withCompare, withSubject } from '../../admin-ui/src/studio/condition/begin.ts';
import { isDrawn } from '../../admin-ui/src/studio/condition/node.ts';
import { inside, type Scope, scopeOf, subjectOf, termIn } from '../../admin-ui/src/studio/condition/scope.ts';
import { type Statement, statementNode, statementOf } from '../../admin-ui/src/studio/condition/statement.ts';
import { comparesOf, type Subject, subjectsOf } from '../../admin-ui/src/studio/condition/subjects.ts';
import { termNode } from '../../admin-ui/src/studio/condition/term.ts';
import { chosenNode, optionsOf, wantsLike } from '../../admin-ui/src/studio/condition/term-choices.ts';
import { checkCondition, type Json } from '../../core/src/rules.ts';
import type { ServiceDefinition } from '../../service-definitions/format/index.ts';
import { anyRule } from '../support/any-rule.ts';

const number = { path: 'area', title: 'Площадь', kind: 'number' } as const;
const plots: Subject = { path: 'plots', title: 'Участки', kind: 'list', rows: [number] };
const scope = scopeOf([{ path: 'a', title: 'Поле', kind: 'text' }, plots]);

/** What a drawing shows of a rule, in the order in which it is shown, and the rule as the drawing gives it back. */
function drawn(rule: Json): { shown: Json[]; back: Json } {
  const shown: Json[] = [];
  const statement = (node: Json, at: Scope): Json => {
    const look = statementOf(node);
    return statementNode(redrawn(look, at), node);
  };
  const redrawn = (look: Statement, at: Scope): Statement => {
    const inner = (node: Json) => statement(node, at);
    switch (look.look) {
      case 'group':
        return { ...look, parts: look.parts.map(inner) };
      case 'not':
        return { ...look, part: inner(look.part) };
      case 'choice':
        return { ...look, args: look.args.map(inner) };
      case 'rows':
        return { ...look, list: term(look.list, at), part: statement(look.part, inside(at, look.list)) };
      case 'row':
        return { ...look, subject: term(look.subject, at), sides: look.sides.map((side) => term(side, at)) };
    }
  };
  const term = (node: Json, at: Scope): Json => {
    const look = termIn(at, node);
    const inner = (one: Json) => term(one, at);
    if (look.look === 'constant') shown.push(look.value);
    if ('path' in look) shown.push(look.path);
    if ('code' in look) shown.push(look.code);
    switch (look.look) {
      case 'list':
        return termNode({ ...look, items: look.items.map(inner) }, node);
      case 'call':
        return termNode({ ...look, args: look.args.map(inner) }, node);
      case 'choice': {
        const isCondition = (index: number) => index % 2 === 0 && index + 1 < look.args.length;
        const args = look.args.map((one, index) => (isCondition(index) ? statement(one, at) : inner(one)));
        return termNode({ ...look, args }, node);
      }
      case 'rows': {
        const row = inside(at, look.list);
        const each =
          look.each === undefined
            ? undefined
            : look.operator === 'count'
              ? statement(look.each, row)
              : term(look.each, row);
        return termNode({ ...look, list: inner(look.list), each }, node);
      }
      case 'statement':
        return termNode({ ...look, node: statement(look.node, at) }, node);
      default:
        return termNode(look, node);
    }
  };
  return { back: statement(rule, scope), shown };
}

/** Everything that is written in a rule: its constants, the fields and the rules it names. */
function writtenIn(node: Json): Json[] {
  if (typeof node !== 'object' || node === null) return [node];
  if (Array.isArray(node)) return node.flatMap(writtenIn);
  return Object.values(node).flatMap((inner) => writtenIn(inner as Json));
}

const sorted = (list: readonly Json[]) => list.map((one) => JSON.stringify(one)).sort();

test('любое выражение языка показано частями целиком и возвращается слово в слово', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      expect(isDrawn(rule)).toBe(true);
      const { shown, back } = drawn(rule);
      expect(JSON.stringify(back)).toBe(JSON.stringify(rule));
      expect(sorted(shown)).toEqual(sorted(writtenIn(rule)));
    }),
    { numRuns: 2_000 },
  );
});

test.each<[unknown]>([
  [null],
  [{ and: [] }],
  [{ var: 5 }],
  [{ label: { today: [] } }],
  [{ empty: [{ var: 'a' }], in: [] }],
  [{ teleport: ['a'] }],
  [{ and: [{ or: [null] }] }],
  [{ '==': [{ var: 'a' }] }],
])('чего в языке нет, остаётся записью: %j', (rule) => expect(isDrawn(rule)).toBe(false));

test.each<[Json, Partial<Statement>]>([
  [{ '!': [{ empty: [{ var: 'a' }] }] }, { look: 'row', compare: 'answered' }],
  [{ '!': [{ rule: 'far' }] }, { look: 'row', compare: 'no' }],
  [{ in: ['x', { var: 'plots' }] }, { look: 'row', compare: 'has', subject: { var: 'plots' } }],
  [{ '!': [{ in: ['x', { var: 'plots' }] }] }, { look: 'row', compare: 'hasNot' }],
  [{ in: [{ var: 'a' }, ['x']] }, { look: 'row', compare: 'in', subject: { var: 'a' } }],
  [{ '<=': [1, { var: 'a' }, 5] }, { look: 'row', compare: 'within<=', subject: { var: 'a' }, sides: [1, 5] }],
  [{ '>': [{ '+': [{ var: 'a' }, 1] }, 2] }, { look: 'row', subject: { '+': [{ var: 'a' }, 1] } }],
  [{ '!': [{ and: [{ var: 'a' }] }] }, { look: 'not' }],
])('%j', (rule, look) => expect(statementOf(rule)).toMatchObject(look));

test('сумма по строкам списка отличается от суммы двух чисел, строка списка – от заявки', () => {
  expect(termIn(scope, { sum: [{ var: 'plots' }, { var: 'area' }] }).look).toBe('rows');
  expect(termIn(scope, { sum: [{ var: 'a' }, { var: 'area' }] }).look).toBe('call');
  const row = inside(scope, { var: 'plots' });
  expect(row.subjects.map(({ path }) => path)).toEqual(['area', 'form.a', 'form.plots']);
  expect(subjectOf({ max: [{ var: 'plots' }, { '*': [{ var: 'area' }, 2] }] }, scope)?.kind).toBe('number');
});

const services = [
  'landPlotPlan',
  'treeFellingPermit',
  'archiveCertificate',
  'housingSubsidy',
  'constructionNotice',
].map(
  (code): ServiceDefinition =>
    JSON.parse(
      readFileSync(new URL(`../../service-definitions/services/${code}/service.json`, import.meta.url), 'utf8'),
    ),
);
const withRows: ServiceDefinition = structuredClone(services[0] as ServiceDefinition);
withRows.form.schema.properties.plots = {
  title: 'Участки',
  type: 'array',
  items: {
    type: 'object',
    properties: { area: { title: 'Площадь', type: 'number' }, on: { title: 'Дата', type: 'string', format: 'date' } },
  },
};
withRows.form.sections[0]?.fields.push('plots');

/** What the checker says of a condition that was only chosen, nothing typed. */
const wrongIn = (rule: Json, { form, rules = {} }: ServiceDefinition) =>
  checkCondition(rule, form.schema, rules).map(({ message }) => message);

test.each([...services, withRows].map((service) => [service.code, service] as const))(
  '%s: что ни выбери в строке, выходит верное условие',
  (_code, service) => {
    const at = scopeOf(subjectsOf(service));
    for (const subject of at.subjects) {
      for (const compare of comparesOf(subject)) {
        const row = freshRow(nodeOf(subject), at, compare);
        expect(wrongIn(statementNode(row), service), JSON.stringify(row)).toEqual([]);
        for (const other of comparesOf(subject)) {
          expect(wrongIn(statementNode(withCompare(row, other, at)), service)).toEqual([]);
        }
        const [side] = row.sides;
        if (side === undefined || Array.isArray(side) || compare === 'matches') continue;
        const near = subjectOf(row.subject, at);
        const asked = { node: side, scope: at, wants: wantsLike(near), near, constants: true, byWords: false };
        for (const { value } of optionsOf(asked).flatMap(({ options }) => options)) {
          const next = { ...row, sides: row.sides.with(0, chosenNode(value, asked)) };
          expect(wrongIn(statementNode(next), service), `${subject.path} ${compare} ${value}`).toEqual([]);
        }
      }
      const asked = { node: nodeOf(subject), scope: at, wants: 'any', constants: false, byWords: false } as const;
      for (const { value } of optionsOf(asked).flatMap(({ options }) => options)) {
        const row = withSubject(freshRow(nodeOf(subject), at), chosenNode(value, asked), at);
        expect(wrongIn(statementNode(row), service), `${subject.path} ${value}`).toEqual([]);
      }
    }
    const rows = freshRows(at);
    if (rows !== undefined) expect(wrongIn(rows, service)).toEqual([]);
  },
);
