import { titleOf } from '@reglament/core/rules';
import type { FormDefinition } from '@reglament/format';
import type { ErrorSchema } from '@rjsf/utils';
import { locale } from '../locale/locale.ts';
import { plainForm } from './plain-form.ts';

export type Answers = Record<string, unknown>;

export interface FieldProblem {
  field: string;
  pointer: string;
  message: string;
}

/** A line of the summary above a form: leads to the input. */
export interface SummaryItem extends FieldProblem {
  /** Name of the form it belongs to. */
  form: string;
}

export function elementId(form: string, pointer: string): string {
  return `${form}${pointer.replaceAll('/', '_')}`;
}

export function pointerOf(form: string, id: string): string {
  return id.slice(form.length).replaceAll('_', '/');
}

/** `/passport/series` → «Паспорт: Серия». Numbers of rows are counted from one. */
export function labelOf(form: FormDefinition, pointer: string): string {
  const labels: string[] = [];
  let schema: FormDefinition['schema']['properties'][string] | undefined = {
    properties: plainForm(form).schema.properties,
  };
  for (const part of pointer.split('/').slice(1)) {
    if (/^\d+$/.test(part)) {
      labels.push(`№ ${Number(part) + 1}`);
      schema = schema?.items;
    } else {
      schema = schema?.properties?.[part];
      if (schema?.title) labels.push(schema.title);
    }
  }
  return labels.join(': ') || 'Форма';
}

export function sectionTitle(section: FormDefinition['sections'][number]): string {
  return titleOf(section.title, locale);
}

export function sectionOf(form: FormDefinition, field: string): string | undefined {
  return form.sections.find((section) => section.fields.includes(field))?.code;
}

/** Problems by place, in the nested shape that rjsf hands down to each field. */
export function errorTree(problems: readonly FieldProblem[]): ErrorSchema {
  const root: Record<string, unknown> = {};
  for (const { pointer, message } of problems) {
    let node = root;
    for (const part of pointer.split('/').slice(1)) {
      const next = (Object.hasOwn(node, part) ? node[part] : {}) as Record<string, unknown>;
      node[part] = next;
      node = next;
    }
    const messages = (node.__errors ?? []) as string[];
    if (!messages.includes(message)) node.__errors = [...messages, message];
  }
  return root as ErrorSchema;
}
