import type { FormDefinition } from '@reglament/format';
import type { RuleContext } from '../rule/rule-context.ts';
import type { JsonObject } from '../rule/value.ts';
import { checkForm } from './check-form.ts';
import { type ExampleOf, exampleFor } from './example-value.ts';
import { visibleAnswers } from './form-state.ts';
import type { Validate } from './schema-error.ts';

export interface ExampleRequest extends Omit<ExampleOf, 'root'> {
  readonly form: FormDefinition;
  /** Facts of the case stand in `data.case`. */
  readonly context: RuleContext;
  readonly validate: Validate;
}

/**
 * Answers that a person might give: what the form shows with them, each of its kind. A question for which nothing right comes
 * to mind stays open, and the person fills it. Pure: the same form gives the same answers.
 */
export function exampleAnswers({ form, context, validate, today, entryOf }: ExampleRequest): JsonObject {
  const of = { root: form.schema, today, entryOf };
  const all = Object.entries(form.schema.properties).flatMap(([code, schema]) => {
    const value = exampleFor(schema, form.ui?.[code], of);
    return value === undefined ? [] : [[code, value] as const];
  });
  const answers = Object.fromEntries(all) as JsonObject;
  const { case: facts } = context.data;
  const shown = visibleAnswers(form, answers, { ...context, data: { ...answers, ...(facts ? { case: facts } : {}) } });
  const wrong = new Set(
    checkForm({ form, answers: shown, context, validate, complete: false }).map(({ field }) => field),
  );
  return Object.fromEntries(Object.entries(shown).filter(([code]) => !wrong.has(code)));
}
