import { CASE_FACTS } from '@reglament/core/rules';
import type { JsonSchema, ServiceDefinition } from '@reglament/format';
import { russian } from '../words.ts';
import { type Compare, type ConditionRow, withOther } from './condition-rows.ts';

/** What a row of a condition may speak of. */
export interface Subject {
  readonly path: string;
  readonly title: string;
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'choice' | 'list' | 'held' | 'other' | 'rule';
  /** Kept in kopecks, written in roubles. */
  readonly money?: true;
  /** Of a choice, or of what is held. */
  readonly values?: readonly { readonly value: string; readonly label: string }[];
}

const compares: Readonly<Record<Subject['kind'], readonly Compare[]>> = {
  text: ['==', '!=', 'contains', 'startsWith', 'answered', 'empty'],
  number: ['==', '!=', '<', '<=', '>', '>=', 'answered', 'empty'],
  date: ['<', '<=', '>', '>=', '==', '!=', 'answered', 'empty'],
  boolean: ['yes', 'no'],
  choice: ['==', '!=', 'in', 'notIn', 'answered', 'empty'],
  list: ['answered', 'empty'],
  held: ['has', 'hasNot'],
  other: ['answered', 'empty'],
  rule: ['rule', 'notRule'],
};

export function comparesOf(subject: Subject | undefined): readonly Compare[] {
  const own = compares[subject?.kind ?? 'text'];
  // Of a list whose entries are chosen from a known few, each can be asked for.
  return subject?.kind === 'list' && subject.values !== undefined ? [...compares.held, ...own] : own;
}

/** Fields, parts of groups, facts of the case and named rules, in the order of the form. */
export function subjectsOf(service: ServiceDefinition): Subject[] {
  const { form } = service;
  const fields = form.sections.flatMap((section) => section.fields);
  return [
    ...fields.flatMap((code) => {
      const own = form.schema.properties[code];
      const money = form.ui?.[code]?.widget === 'money';
      return own === undefined ? [] : subjectsOfField({ path: code, schema: own, money });
    }),
    ...Object.entries(service.rules ?? {}).map(([code, { title }]) => ({
      path: code,
      title: `Условие «${russian(title)}»`,
      kind: 'rule' as const,
    })),
    ...Object.entries(CASE_FACTS)
      .filter(([path]) => path.startsWith('case.applicant') || path.startsWith('case.has') || path === 'case.source')
      .map(([path, fact]): Subject => {
        const values = Object.entries(fact.values ?? {}).map(([value, label]) => ({ value, label }));
        if (fact.type === 'boolean') return { path, title: fact.title, kind: 'boolean' };
        return values.length > 0
          ? { path, title: fact.title, kind: 'choice', values }
          : { path, title: fact.title, kind: 'text' };
      }),
  ];
}

/** Inside of a repeat: parts of the row that is being printed. */
export function itemSubjects({ form }: ServiceDefinition, list: string | undefined): Subject[] {
  const properties = form.schema.properties[list?.replace(/^answers\./, '') ?? '']?.items?.properties ?? {};
  return Object.entries(properties).flatMap(([code, schema]) =>
    subjectsOfField({ path: `item.${code}`, schema: { ...schema, title: `Строка: ${schema.title ?? code}` } }),
  );
}

interface Field {
  readonly path: string;
  readonly schema: JsonSchema;
  readonly money?: boolean;
}

function subjectsOfField({ path, schema, money = false }: Field): Subject[] {
  const title = schema.title ?? path;
  if (schema.type === 'object') {
    return Object.entries(schema.properties ?? {}).flatMap(([code, inner]) =>
      subjectsOfField({ path: `${path}.${code}`, schema: { ...inner, title: `${title}: ${inner.title ?? code}` } }),
    );
  }
  if (schema.oneOf !== undefined && schema.type !== 'array') {
    return [{ path, title, kind: 'choice', values: valuesOf(schema.oneOf) }];
  }
  if (schema.type === 'boolean') return [{ path, title, kind: 'boolean' }];
  if (schema.type === 'integer' || schema.type === 'number') {
    return [{ path, title, kind: 'number', ...(money ? { money } : {}) }];
  }
  if (schema.type === 'array') {
    const values = valuesOf(schema.items?.oneOf);
    return [{ path, title, kind: 'list', ...(values.length > 0 ? { values } : {}) }];
  }
  if (schema.format === 'date') return [{ path, title, kind: 'date' }];
  return [{ path, title, kind: 'text' }];
}

function valuesOf(choices: readonly JsonSchema[] = []) {
  return choices.flatMap(({ const: value, title }) =>
    typeof value === 'string' ? [{ value, label: title ?? value }] : [],
  );
}

/** What a comparison begins with: of a date, today. */
export function firstSide(
  subject: Subject | undefined,
  compare: Compare,
): Pick<ConditionRow, 'value'> | Pick<ConditionRow, 'against'> {
  if (subject?.kind === 'date' && withOther.has(compare)) return { against: { what: 'today' } };
  const first = subject?.values?.[0]?.value ?? '';
  if (compare === 'in' || compare === 'notIn') return { value: [first] };
  if (withOther.has(compare)) return { value: subject?.kind === 'number' ? 0 : first };
  return ['has', 'hasNot', 'contains', 'startsWith'].includes(compare) ? { value: first } : {};
}

/** What else stands on the other side of a comparison: fields of the same kind. */
export function othersFor(subject: Subject | undefined, subjects: readonly Subject[]): readonly Subject[] {
  if (subject === undefined || !['text', 'number', 'date'].includes(subject.kind)) return [];
  return subjects.filter(({ kind, path }) => kind === subject.kind && path !== subject.path);
}
