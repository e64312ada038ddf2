import type { FieldUi, FormDefinition, FormSection } from '@reglament/format';
import { schemas } from '@reglament/format';
import { Ajv } from 'ajv';
import type { JsonObject } from '../src/index.ts';

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, schemas: [schemas.form] });

/** A form of a kind, or settings of a connection: there all fields stand in one section when none is named. */
export interface AnyForm {
  readonly schema: FormDefinition['schema'];
  readonly sections?: readonly FormSection[];
  readonly ui?: Readonly<Record<string, FieldUi>>;
}

/** What keeps a form from being valid and drawn, in Russian. */
export function formProblems({ schema, sections, ui }: AnyForm): string[] {
  const fields = Object.keys(schema?.properties ?? {});
  const form = { schema, sections: sections ?? [{ code: 'main', title: 'Форма', fields }], ...(ui ? { ui } : {}) };
  const problems = errorsOf({ $ref: 'form.schema.json#/definitions/FormDefinition' }, form);
  if (problems.length > 0) return problems;
  const placed = form.sections.flatMap((section) => section.fields);
  return [
    ...fields.filter((field) => !placed.includes(field)).map((field) => `поле «${field}» не стоит ни в одном разделе`),
    ...placed
      .filter((field) => !fields.includes(field))
      .map((field) => `в разделе стоит поле «${field}», которого нет`),
    ...placed.filter((field, at) => placed.indexOf(field) !== at).map((field) => `поле «${field}» стоит дважды`),
    ...Object.keys(ui ?? {})
      .filter((field) => !fields.includes(field))
      .map((field) => `в ui описано поле «${field}», которого нет`),
    ...(schema.required ?? [])
      .filter((field) => !fields.includes(field))
      .map((field) => `обязательного поля «${field}» нет в форме`),
    ...fields
      .filter((field) => schema.properties[field]?.title === undefined)
      .map((field) => `у поля «${field}» нет названия (title): человек его не поймёт`),
    ...compileProblems(schema),
  ];
}

/** What does not fit the schema, in Russian with the place. */
export function answerProblems(schema: FormDefinition['schema'], answers: unknown): string[] {
  return errorsOf(schema, answers);
}

function compileProblems(schema: object): string[] {
  try {
    ajv.compile(schema);
    return [];
  } catch (error) {
    return [`схема не собирается: ${String(error)}`];
  }
}

function errorsOf(schema: object, value: unknown): string[] {
  const validate = ajv.compile(schema as JsonObject);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const what = JSON.stringify(params);
    return `${instancePath || '/'}: ${message ?? 'не подходит'} ${what}`;
  });
}
