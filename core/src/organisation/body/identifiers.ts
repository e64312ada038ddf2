/** What other systems call a body: which identifiers published forms ask for, and whether a value fits. */
import type { FormDefinition, JsonSchema, Title } from '@reglament/format';
import type { ApiTypes } from '../../api.gen.ts';
import type { DefinitionStore } from '../../definition/store.ts';
import type { FieldProblemView } from '../../errors.ts';
import { checkForm } from '../../form/check-form.ts';
import type { Validate } from '../../form/schema-error.ts';
import { titleOf } from '../../rule/title.ts';
import { followRefs } from '../../rule/type-of-schema.ts';
import { isBlank, type JsonObject } from '../../rule/value.ts';

/** A form that people fill, with the title of what it belongs to. */
interface AskingForm {
  readonly title: Title;
  readonly form: FormDefinition;
}

export interface Identifier {
  readonly code: string;
  readonly title: string;
  readonly hint: string | null;
  readonly schema: JsonSchema;
  /** What asks for it. */
  readonly usedBy: readonly string[];
}

/** Of all that is published. */
export function askedIdentifiers(definitions: Pick<DefinitionStore, 'list'>): Identifier[] {
  const types = definitions.list('requestType').flatMap(({ content: { title, message } }) => {
    return message === undefined ? [] : [{ title, form: message.question.form }];
  });
  return identifiersOf([...types, ...definitions.list('service').map(({ content }) => content)]);
}

/** In the order of the forms; of several fields with one code the first gives the words and the limits. */
function identifiersOf(forms: readonly AskingForm[]): Identifier[] {
  const found = new Map<string, Identifier>();
  for (const { title, form } of forms) {
    for (const [field, { bodyIdentifier: code, help }] of Object.entries(form.ui ?? {})) {
      const given = form.schema.properties[field];
      if (code === undefined || given === undefined) continue;
      const { default: _own, ...schema } = followRefs(given, form.schema) ?? given;
      const known = found.get(code) ?? {
        ...{ code, schema, title: given.title ?? schema.title ?? code, usedBy: [] },
        hint: help === undefined ? null : titleOf(help, 'ru'),
      };
      found.set(code, { ...known, usedBy: [...new Set([...known.usedBy, titleOf(title, 'ru')])] });
    }
  }
  return [...found.values()];
}

export function identifierViews(
  identifiers: readonly Identifier[],
  values: Readonly<Record<string, string>>,
): ApiTypes['BodyIdentifier'][] {
  return identifiers.map(({ schema: _limits, usedBy, ...rest }) => ({
    ...rest,
    usedBy: [...usedBy],
    value: Object.hasOwn(values, rest.code) ? (values[rest.code] ?? null) : null,
  }));
}

export interface IdentifierCheck {
  readonly values: Readonly<Record<string, string | null>>;
  readonly validate: Validate;
}

/** Field by field, in the words of the form that asks. */
export function identifierProblems(
  identifiers: readonly Identifier[],
  { values, validate }: IdentifierCheck,
): FieldProblemView[] {
  const properties = Object.fromEntries(identifiers.map(({ code, title, schema }) => [code, { ...schema, title }]));
  const form = { schema: { type: 'object', properties }, sections: [] } as FormDefinition;
  const answers = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && !isBlank(value)));
  return checkForm({
    ...{ form, validate, complete: false },
    answers: answers as JsonObject,
    context: { today: '' },
  });
}
