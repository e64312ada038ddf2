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
  definitions: FormDefinition['schema']['definitions'] | undefined;
}

/** A form of this question alone, over the whole width of its place. */
export function formOfField({ code, schema, ui, definitions }: DrawnField): FormDefinition {
  return plainForm({
    schema: {
      type: 'object',
      properties: { [code]: schema },
      ...(definitions === undefined ? {} : { definitions }),
    },
    sections: [{ code: 'only', title: '', fields: [code] }],
    ui: { [code]: { ...ui, width: 'full' } },
  });
}

/** Whether a form gives the question a whole row, or half of one. */
export function takesRow(field: DrawnField): boolean {
  const { code, schema, definitions, ui } = field;
  const plain = definitions === undefined ? schema : (formOfField(field).schema.properties[code] ?? schema);
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
