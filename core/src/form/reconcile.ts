import type { FormDefinition } from '@reglament/format';
import { valueText } from '../rule/phrase/value-text.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { isAnswered, type JsonObject } from '../rule/value.ts';
import { checkForm } from './check-form.ts';
import { labelsOf } from './labels.ts';
import type { Validate } from './schema-error.ts';

/** A form with what its rules read beside the answers. */
export interface FormSide {
  readonly form: FormDefinition;
  readonly context: RuleContext;
}

export interface Reconciliation {
  readonly before: FormSide;
  readonly after: FormSide;
  readonly answers: JsonObject;
  readonly validate: Validate;
}

/** An answer that the new form does not take. */
export interface LostAnswer {
  readonly field: string;
  /** How the old form called the question. */
  readonly title: string;
  /** The answer in words. */
  readonly text: string;
  /** Russian. */
  readonly reason: string;
}

export interface Reconciled {
  readonly kept: JsonObject;
  readonly lost: readonly LostAnswer[];
  /** Questions that the new form demands an answer to and the old one did not. */
  readonly asked: readonly { readonly field: string; readonly title: string }[];
}

/**
 * Answers of one version of a form carried over to another: each is kept when the new form takes it as it is, and listed
 * when it does not. Nothing is converted or guessed. A question that both forms hide keeps its answer.
 */
export function reconcileAnswers({ before, after, answers, validate }: Reconciliation): Reconciled {
  const reasons = new Map<string, string>();
  for (const field of Object.keys(answers)) {
    if (!Object.hasOwn(after.form.schema.properties, field)) reasons.set(field, 'В новой версии такого вопроса нет');
  }
  let kept = without(answers, reasons);
  // What is taken out may be what another answer was judged by, so it is looked at again until nothing falls out.
  for (;;) {
    const problems = checkForm({ ...after, answers: kept, validate, complete: false });
    const wrong = problems.filter(({ field }) => Object.hasOwn(kept, field));
    if (wrong.length === 0) break;
    for (const { field, message } of wrong) if (!reasons.has(field)) reasons.set(field, message);
    kept = without(answers, reasons);
  }
  const labels = labelsOf(before.form);
  const lost = [...reasons].filter(([field]) => isAnswered(answers[field]));
  return {
    kept,
    lost: lost.map(([field, reason]) => ({
      field,
      title: titleIn(before.form, field),
      text: valueText(answers[field], field, labels),
      reason,
    })),
    asked: newlyAsked({ before, after, answers, validate }, kept),
  };
}

function without(answers: JsonObject, left: ReadonlyMap<string, string>): JsonObject {
  return Object.fromEntries(Object.entries(answers).filter(([field]) => !left.has(field)));
}

function newlyAsked({ before, after, answers, validate }: Reconciliation, kept: JsonObject): Reconciled['asked'] {
  const missing = (side: FormSide, given: JsonObject): Set<string> => {
    const problems = checkForm({ ...side, answers: given, validate, complete: true });
    return new Set(problems.filter(({ code }) => code === 'required').map(({ field }) => field));
  };
  const old = missing(before, answers);
  return [...missing(after, kept)]
    .filter((field) => !old.has(field))
    .map((field) => ({ field, title: titleIn(after.form, field) }));
}

function titleIn(form: FormDefinition, field: string): string {
  const { properties } = form.schema;
  return (Object.hasOwn(properties, field) ? properties[field]?.title : undefined) ?? field;
}
