import type { FieldUi, FormDefinition, JsonSchema, ServiceTrial, TrialStep } from '@reglament/format';
import { type ExampleOf, exampleFor } from '../../form/example-value.ts';
import { followRefs } from '../../rule/type-of-schema.ts';
import type { Json, JsonObject } from '../../rule/value.ts';
import type { Home } from './trial-of-story.ts';

const someText = 'Текст';

/**
 * The test of a real case without what people have written: a definition is published and carried to other installations. Kept is
 * what rules ask about – choices, marks, numbers, dates; any other answer becomes an example of its field. Pure.
 */
export function withoutPeople(
  trial: ServiceTrial,
  { service, workflow }: Home,
  of: Omit<ExampleOf, 'root'>,
): ServiceTrial {
  const plain = (answers: JsonObject, form: FormDefinition) => plainAnswers(answers, form, of);
  const steps = trial.steps.map((step): TrialStep => {
    const form = workflow.actions.find(({ code }) => code === step.action)?.input;
    return {
      ...step,
      ...(step.answers === undefined ? {} : { answers: plain(step.answers as JsonObject, service.form) }),
      ...(step.input === undefined || form === undefined ? {} : { input: plain(step.input as JsonObject, form) }),
      ...(step.comment === undefined ? {} : { comment: someText }),
    };
  });
  return {
    ...trial,
    ...(trial.answers === undefined ? {} : { answers: plain(trial.answers as JsonObject, service.form) }),
    steps: steps as ServiceTrial['steps'],
  };
}

function plainAnswers(
  answers: JsonObject,
  { schema, ui = {} }: FormDefinition,
  of: Omit<ExampleOf, 'root'>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([code, value]) => {
      const given = schema.properties[code];
      if (given === undefined) return [];
      const one = followRefs(given, schema) ?? given;
      if (value === null || isPlain(value as Json, one, ui[code])) return [[code, value] as const];
      if (ui[code]?.widget === 'ground') return [[code, plainGrounds(value as Json)] as const];
      const example = exampleFor(given, ui[code], { ...of, root: schema });
      return example === undefined ? [[code, textFor(value as Json)] as const] : [[code, example] as const];
    }),
  ) as JsonObject;
}

/** Says nothing of anybody: one of a closed list, a mark, a number, a day, a name of a part of the test. */
function isPlain(value: Json, schema: JsonSchema, ui: FieldUi | undefined): boolean {
  if (ui?.personalData !== undefined) return false;
  if (typeof value === 'boolean' || typeof value === 'number') return true;
  const chosen = schema.oneOf !== undefined || schema.enum !== undefined || schema.const !== undefined;
  if (chosen || ui?.dictionary !== undefined) return true;
  if (ui?.widget === 'employee' || ui?.widget === 'files') return true;
  if (schema.format === 'date') return true;
  if (!Array.isArray(value)) return false;
  const { items } = schema;
  return (
    items !== undefined && !Array.isArray(items) && value.every((item) => isPlain(item, items as JsonSchema, undefined))
  );
}

/** Which grounds were chosen stays, what the clerk explained does not. */
function plainGrounds(value: Json): Json {
  if (!Array.isArray(value)) return value;
  return value.map((one) =>
    typeof one === 'object' && one !== null && 'text' in one ? { ...one, text: someText } : one,
  );
}

/** Texts of any depth: where no example comes to mind. */
function textFor(value: Json): Json {
  if (typeof value === 'string') return someText;
  if (Array.isArray(value)) return value.map(textFor);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textFor(one as Json)])) as Json;
}
