import type { FormDefinition } from '@reglament/format';
import type { RequestKind } from '@reglament/sdk';
import { validateAnswers } from '../definition/compile.ts';
import { type FieldProblemView, Refusal } from '../errors.ts';
import { checkForm } from '../form/check-form.ts';
import { parsePointer } from '../form/schema-walk.ts';
import type { JsonObject } from '../rule/value.ts';

export interface QuestionCheck {
  readonly kind: RequestKind;
  readonly question: JsonObject;
  readonly now: Date;
  /** It is going to be sent: everything has to be there, and the kind has its own say. */
  readonly complete: boolean;
}

/** @throws Refusal invalidAnswers that names each field */
export function checkQuestion(form: FormDefinition, check: QuestionCheck): void {
  const problems = questionProblems(form, check);
  if (problems.length === 0) return;
  throw new Refusal('invalidAnswers', 'Проверьте поля запроса и исправьте ошибки', {
    problems,
  });
}

/** What is wrong with a question by its form; pointers begin at `/question`. */
export function questionProblems(form: FormDefinition, check: QuestionCheck): FieldProblemView[] {
  return problemsIn(form, check).map((one) => ({ ...one, pointer: `/question${one.pointer}` }));
}

/** What the kind says of a question is asked only of one that its form takes: it speaks of the whole. */
function problemsIn(form: FormDefinition, { kind, question, now, complete }: QuestionCheck): FieldProblemView[] {
  const context = { today: now.toISOString().slice(0, 10) };
  const problems = checkForm({ form, answers: question, context, validate: validateAnswers, complete });
  if (problems.length > 0 || !complete) return problems;
  return (kind.problems?.(question) ?? []).map(({ pointer, message }) => ({
    field: parsePointer(pointer)[0] ?? '',
    pointer,
    code: 'kind',
    message,
  }));
}
