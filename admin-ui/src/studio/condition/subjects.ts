import { CASE_FACTS, type Json } from '@reglament/core/rules';
import type { JsonSchema, ServiceDefinition } from '@reglament/format';
import { russian } from '../words.ts';
import type { Compare } from './condition-rows.ts';

/** What a row of a condition may speak of. */
export interface Subject {
  readonly path: string;
  readonly title: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'held' | 'other' | 'rule';
  /** Of a choice, or of what is held. */
  readonly values?: readonly { readonly value: string; readonly label: string }[];
}

const compares: Readonly<Record<Subject['kind'], readonly Compare[]>> = {
  text: ['==', '!=', 'answered', 'empty'],
  number: ['==', '!=', '<', '<=', '>', '>=', 'answered', 'empty'],
  boolean: ['yes', 'no'],
  choice: ['==', '!=', 'in', 'notIn', 'answered', 'empty'],
  list: ['answered', 'empty'],
  held: ['has', 'hasNot'],
  other: ['answered', 'empty'],
  rule: ['rule', 'notRule'],
};

export function comparesOf(subject: Subject | undefined): readonly Compare[] {
  return compares[subject?.kind ?? 'text'];
}

/** Fields, parts of groups, facts of the case and named rules, in the order of the form. */
export function subjectsOf(service: ServiceDefinition): Subject[] {
  const { schema, sections } = service.form;
  const fields = sections.flatMap((section) => section.fields);
  return [
    ...fields.flatMap((code) => {
      const own = schema.properties[code];
      return own === undefined ? [] : subjectsOfField({ path: code, schema: own });
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
}

function subjectsOfField({ path, schema }: Field): Subject[] {
  const title = schema.title ?? path;
  if (schema.type === 'object') {
    return Object.entries(schema.properties ?? {}).flatMap(([code, inner]) =>
      subjectsOfField({ path: `${path}.${code}`, schema: { ...inner, title: `${title}: ${inner.title ?? code}` } }),
    );
  }
  if (schema.oneOf !== undefined && schema.type !== 'array') {
    const values = schema.oneOf.flatMap(({ const: value, title: label }) =>
      typeof value === 'string' ? [{ value, label: label ?? value }] : [],
    );
    return [{ path, title, kind: 'choice', values }];
  }
  if (schema.type === 'boolean') return [{ path, title, kind: 'boolean' }];
  if (schema.type === 'integer' || schema.type === 'number') return [{ path, title, kind: 'number' }];
  if (schema.type === 'array') return [{ path, title, kind: 'list' }];
  return [{ path, title, kind: 'text' }];
}

/** What a comparison begins with. */
export function firstValue(subject: Subject | undefined, compare: Compare): Json | undefined {
  const first = subject?.values?.[0]?.value ?? '';
  if (compare === 'in' || compare === 'notIn') return [first];
  if (['==', '!=', '<', '<=', '>', '>=', 'has', 'hasNot'].includes(compare))
    return subject?.kind === 'number' ? 0 : first;
  return undefined;
}
