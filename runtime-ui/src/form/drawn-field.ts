/** One question taken out of its form, to be drawn by itself. Pure. */
import type { FieldUi, FormDefinition, JsonSchema } from '@reglament/format';
import type { Answers } from './answers.ts';
import { plainForm } from './plain-form.ts';
import { fieldOptions, type UiTree, viewOf, widgetOf } from './view-schema.ts';

export interface DrawnField {
  code: string;
  schema: JsonSchema;
  ui: FieldUi | undefined;
  /** What the schema of the form refers to by name. */
  named: FormDefinition['schema']['definitions'] | undefined;
}

/** What schemas of a form refer to by name; the same while the form's own is the same. */
export function namedIn({ schema }: FormDefinition): DrawnField['named'] {
  return schema.definitions;
}

/** A form of this question alone, over the whole width of its place. */
function formOfField({ code, schema, ui, named }: DrawnField): FormDefinition {
  return plainForm({
    schema: {
      type: 'object',
      properties: { [code]: schema },
      ...(named === undefined ? {} : { definitions: named }),
    },
    sections: [{ code: 'only', title: '', fields: [code] }],
    ui: { [code]: { ...ui, width: 'full' } },
  });
}

/** Whether a form gives the question a whole row, or half of one. */
export function takesRow(field: DrawnField): boolean {
  const { code, schema, named, ui } = field;
  const plain = named === undefined ? schema : (formOfField(field).schema.properties[code] ?? schema);
  return fieldOptions(plain, ui).wide ?? false;
}

/** What the renderer gets; a repeating group has one row, so that its questions are seen. */
export function drawingOf(field: DrawnField, required: boolean): { view: DrawnView; form: FormDefinition } {
  const form = formOfField(field);
  const { code, ui } = field;
  const schema = form.schema.properties[code] ?? {};
  const codes: ReadonlySet<string> = new Set([code]);
  const { schema: whole, uiSchema } = viewOf({
    form,
    visibleFields: codes,
    requiredFields: required ? codes : new Set(),
    sections: ['only'],
  });
  const sample = sampleOf(schema, ui);
  return { form, view: { schema: whole, uiSchema, sample: sample === undefined ? {} : { [code]: sample } } };
}

/** The order of the questions within: rjsf takes schemas that differ in nothing else for the same. */
export function orderOf({ type, items, properties }: JsonSchema): string {
  const inner = type === 'array' ? items?.properties : properties;
  return Object.entries(inner ?? {})
    .map(([code, own]) => `${code}(${orderOf(own)})`)
    .join(' ');
}

interface DrawnView {
  schema: JsonSchema;
  uiSchema: UiTree;
  sample: Answers;
}

function sampleOf(schema: JsonSchema, ui?: FieldUi): unknown {
  if (schema.type === 'array') {
    if (widgetOf(schema, ui) !== undefined || schema.items === undefined) return undefined;
    return [sampleOf(schema.items) ?? (schema.items.type === 'object' ? {} : undefined)];
  }
  const samples = Object.entries(schema.properties ?? {}).flatMap(([code, inner]) => {
    const sample = sampleOf(inner);
    return sample === undefined ? [] : [[code, sample] as const];
  });
  return samples.length === 0 ? undefined : Object.fromEntries(samples);
}
