import type { FormDefinition } from '@reglament/format';
import { readPath } from '../rule/path.ts';
import { type RuleContext, ruleData } from '../rule/rule-context.ts';
import { isBlank, isObject, type Json, type JsonObject } from '../rule/value.ts';
import { nameOfField } from './field-name.ts';
import { type FormState, formState } from './form-state.ts';
import { missingAnswers } from './missing-answers.ts';
import type { SchemaError, Validate } from './schema-error.ts';
import { schemaMessage } from './schema-message.ts';
import { withoutRequired } from './schema-variant.ts';
import { joinPointer, parsePointer, schemaAt } from './schema-walk.ts';

export interface FieldProblem {
  /** Code of the form's field; empty when the problem is the form's as a whole. */
  readonly field: string;
  /** JSON pointer into the answers: a field, a part of a group, a cell of a row. */
  readonly pointer: string;
  /** `required`, `unknownField`, or the keyword of JSON Schema that was not met. */
  readonly code: string;
  /** Russian, names the question by its title and says what to do. */
  readonly message: string;
}

export interface FormCheck {
  readonly form: FormDefinition;
  readonly answers: JsonObject;
  /** Facts of the case stand in `data.case`; other data is not read: the answers are given apart. */
  readonly context: Omit<RuleContext, 'data' | 'hidden'> & { readonly data?: JsonObject };
  readonly validate: Validate;
  /** True at registering and in the form of an action; false for a draft, which takes anything of the right shape. */
  readonly complete: boolean;
}

/**
 * What is wrong with the answers, by field, in the order of the form. A draft is checked for shape only. At registering
 * the answers of hidden fields do not count, and only a visible question without an answer is missing.
 */
export function checkForm({ form, answers, context, validate, complete }: FormCheck): FieldProblem[] {
  const facts = context.data?.case;
  const state = formState(form, {
    ...context,
    data: ruleData(answers, isObject(facts) ? (facts as JsonObject) : undefined),
  });
  const counted = complete ? only(answers, state.visibleFields, form) : answers;
  const filled = withoutBlanks(counted);
  const errors = relevant(validate(withoutRequired(form.schema), filled), { state, complete });
  const problems = [
    ...unknownFields(form, answers),
    ...errors.map((error) => problemOf(error, form, filled)),
    ...(complete ? missingAnswers(form, answers, state).map((pointer) => missingProblem(pointer, form)) : []),
  ];
  return inOrder(problems, form);
}

/** «Укажите «Кадастровый номер»»; a box that must be ticked is asked for by its own verb. */
export function missingProblem(pointer: string, form: FormDefinition): FieldProblem {
  const schema = schemaAt(pointer, form.schema);
  const verb = schema?.type === 'boolean' && schema.const === true ? 'Отметьте' : 'Укажите';
  const message = `${verb} ${nameOfField(pointer, form).full}`;
  return { field: parsePointer(pointer)[0] ?? '', pointer, code: 'required', message };
}

function only(answers: JsonObject, visible: ReadonlySet<string>, form: FormDefinition): JsonObject {
  const isUnknown = (field: string) => !Object.hasOwn(form.schema.properties, field);
  return Object.fromEntries(Object.entries(answers).filter(([field]) => visible.has(field) || isUnknown(field)));
}

/** An emptied input leaves blanks or null behind: no answer, so nothing to hold against the schema. Rows keep their places. */
function withoutBlanks(answers: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(answers)
      .filter(([, value]) => value !== undefined && value !== null && !(typeof value === 'string' && isBlank(value)))
      .map(([key, value]) => [key, cleaned(value)]),
  );
}

function cleaned(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => cleaned(item) ?? null);
  return isObject(value) ? withoutBlanks(value as JsonObject) : value;
}

interface Relevance {
  readonly state: FormState;
  readonly complete: boolean;
}

/** Keywords by which Ajv repeats that a condition's branch failed; what failed in it stands beside. */
const ECHOES: ReadonlySet<string> = new Set(['if', 'allOf']);
const ALTERNATIVES: ReadonlySet<string> = new Set(['oneOf', 'anyOf']);

/** One error instead of one per alternative; a draft owes no answers; nothing is demanded of what is not shown. */
function relevant(errors: readonly SchemaError[], { state, complete }: Relevance): SchemaError[] {
  const alternatives = errors.filter((error) => ALTERNATIVES.has(error.keyword));
  const branchOf = (error: SchemaError) =>
    alternatives.find((other) => other !== error && error.schemaPath.startsWith(`${other.schemaPath}/`));
  const unfinished = new Set(complete ? [] : errors.filter(isMissing).map(branchOf));
  return errors.filter((error) => {
    if (ECHOES.has(error.keyword) || branchOf(error) !== undefined || unfinished.has(error)) return false;
    if (!isMissing(error)) return true;
    const [field = String(error.params.missingProperty)] = parsePointer(error.pointer);
    return complete && state.visibleFields.has(field);
  });
}

function isMissing(error: SchemaError): boolean {
  return error.keyword === 'required';
}

function problemOf(error: SchemaError, form: FormDefinition, filled: JsonObject): FieldProblem {
  if (error.keyword === 'required') {
    return missingProblem(joinPointer(error.pointer, String(error.params.missingProperty)), form);
  }
  const segments = parsePointer(error.pointer);
  const message = schemaMessage(error, form, readPath(filled, segments));
  return { field: segments[0] ?? '', pointer: error.pointer, code: error.keyword, message };
}

function unknownFields(form: FormDefinition, answers: JsonObject): FieldProblem[] {
  return Object.keys(answers)
    .filter((field) => !Object.hasOwn(form.schema.properties, field))
    .map((field) => {
      const message = `В форме нет поля «${field}»: уберите его из ответов`;
      return { field, pointer: joinPointer('', field), code: 'unknownField', message };
    });
}

/** Form order, each place and code once. */
function inOrder(problems: readonly FieldProblem[], form: FormDefinition): FieldProblem[] {
  const order = new Map(form.sections.flatMap((section) => section.fields).map((field, index) => [field, index]));
  const byPlace = new Map(problems.map((problem) => [`${problem.pointer} ${problem.code}`, problem]));
  const rank = (problem: FieldProblem) => order.get(problem.field) ?? Number.MAX_SAFE_INTEGER;
  return [...byPlace.values()].sort((left, right) => rank(left) - rank(right));
}
