import type { FormDefinition, JsonSchema } from '@reglament/format';
import { followRefs } from '../rule/type-of-schema.ts';
import { isAnswered, isList, isObject, type JsonObject } from '../rule/value.ts';
import type { FormState } from './form-state.ts';
import { findField, joinPointer } from './schema-walk.ts';

/** Pointers of the questions that are visible, required and not answered, in the order of the form. */
export function missingAnswers(form: FormDefinition, answers: JsonObject, state: FormState): string[] {
  const missing: string[] = [];
  for (const field of Object.keys(form.schema.properties)) {
    if (!state.visibleFields.has(field)) continue;
    const value = Object.hasOwn(answers, field) ? answers[field] : undefined;
    const pointer = joinPointer('', field);
    if (isAnswered(value)) collect(findField(form.schema, field, form.schema), { value, pointer, form }, missing);
    else if (state.requiredFields.has(field) && !isUntouchedCheckbox(form, field)) missing.push(pointer);
  }
  return missing;
}

/** An untouched checkbox is an answer, «нет», unless only «да» is allowed. */
function isUntouchedCheckbox(form: FormDefinition, field: string): boolean {
  const schema = findField(form.schema, field, form.schema);
  const ui = form.ui !== undefined && Object.hasOwn(form.ui, field) ? form.ui[field] : undefined;
  const isCheckbox = schema?.type === 'boolean' && (ui?.widget === undefined || ui.widget === 'checkbox');
  return isCheckbox && schema.const !== true && !(schema.enum?.length === 1 && schema.enum[0] === true);
}

interface Place {
  readonly value: unknown;
  readonly pointer: string;
  readonly form: FormDefinition;
}

/** `required` of a group counts once something of the group is filled in; of rows, in each row. */
function collect(schema: JsonSchema | undefined, { value, pointer, form }: Place, missing: string[]): void {
  if (schema === undefined) return;
  if (isList(value)) {
    const { items } = schema;
    const item = items === undefined ? undefined : (followRefs(items, form.schema) ?? items);
    value.forEach((element, index) => {
      collect(item, { value: element, pointer: joinPointer(pointer, index), form }, missing);
    });
    return;
  }
  if (!isObject(value)) return;
  for (const key of Object.keys(schema.properties ?? {})) {
    const inner = Object.hasOwn(value, key) ? value[key] : undefined;
    const at = joinPointer(pointer, key);
    if (isAnswered(inner)) collect(findField(schema, key, form.schema), { value: inner, pointer: at, form }, missing);
    else if (schema.required?.includes(key)) missing.push(at);
  }
}
