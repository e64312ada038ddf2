import { CASE_FACTS, type CaseFact } from '@reglament/core/rules';
import type { JsonSchema, ServiceDefinition } from '@reglament/format';
import { russian } from '../words.ts';
import type { Compare } from './compare.ts';

/** What a row of a condition may speak of. */
export interface Subject {
  readonly path: string;
  readonly title: string;
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'choice' | 'list' | 'held' | 'other' | 'rule';
  /** Kept in kopecks, written in roubles. */
  readonly money?: true;
  /** Of a choice, or of what is held. */
  readonly values?: readonly { readonly value: string; readonly label: string }[];
  /** Of a list: what a condition on one of its rows may speak of. */
  readonly rows?: readonly Subject[];
}

const compares: Readonly<Record<Subject['kind'], readonly Compare[]>> = {
  text: ['==', '!=', 'contains', 'startsWith', 'matches', 'in', 'notIn', 'answered', 'empty'],
  number: ['==', '!=', '<', '<=', '>', '>=', 'within<=', 'within<', 'in', 'notIn', 'answered', 'empty'],
  date: ['<', '<=', '>', '>=', 'within<=', '==', '!=', 'answered', 'empty'],
  boolean: ['yes', 'no'],
  choice: ['==', '!=', 'in', 'notIn', 'answered', 'empty'],
  list: ['answered', 'empty'],
  held: ['has', 'hasNot'],
  other: ['answered', 'empty'],
  rule: ['yes', 'no'],
};

export function comparesOf(subject: Subject | undefined): readonly Compare[] {
  const own = compares[subject?.kind ?? 'text'];
  if (subject?.kind !== 'list') return own;
  // Of a list whose entries are chosen from a known few, each is asked for first of all.
  if (subject.values !== undefined) return [...compares.held, ...own];
  return subject.rows?.[0]?.path === '' ? [...own, ...compares.held] : own;
}

const known = new WeakMap<ServiceDefinition, readonly Subject[]>();

/** Fields, parts of groups, facts of the case and named rules, in the order of the form. */
export function subjectsOf(service: ServiceDefinition): readonly Subject[] {
  const subjects = known.get(service) ?? allSubjects(service);
  known.set(service, subjects);
  return subjects;
}

function allSubjects(service: ServiceDefinition): Subject[] {
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
      .map(([path, fact]) => subjectOfFact(path, fact)),
  ];
}

export function subjectOfFact(path: string, { type, title, values = {} }: CaseFact): Subject {
  const choices = Object.entries(values).map(([value, label]) => ({ value, label }));
  if (type === 'boolean') return { path, title, kind: 'boolean' };
  if (type === 'listOfTexts') return { path, title, kind: 'list', rows: [{ path: '', title: wholeRow, kind: 'text' }] };
  return choices.length > 0 ? { path, title, kind: 'choice', values: choices } : { path, title, kind: 'text' };
}

/** A list of plain values: the row is the value. */
const wholeRow = 'Само значение';

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
    return [{ path, title, kind: 'list', ...(values.length > 0 ? { values } : {}), rows: rowSubjects(schema.items) }];
  }
  if (schema.format === 'date') return [{ path, title, kind: 'date' }];
  return [{ path, title, kind: 'text' }];
}

/** Parts of a row, by paths from the row. */
function rowSubjects(items: JsonSchema | undefined): Subject[] {
  if (items === undefined) return [];
  if (items.properties === undefined) return subjectsOfField({ path: '', schema: { ...items, title: wholeRow } });
  return Object.entries(items.properties).flatMap(([code, schema]) => subjectsOfField({ path: code, schema }));
}

function valuesOf(choices: readonly JsonSchema[] = []) {
  return choices.flatMap(({ const: value, title }) =>
    typeof value === 'string' ? [{ value, label: title ?? value }] : [],
  );
}
