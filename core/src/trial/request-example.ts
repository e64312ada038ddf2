import type { FormDefinition, ServiceRequest } from '@reglament/format';
import type { RequestKind } from '@reglament/sdk';
import type { ApiTypes } from '../api.gen.ts';
import { validateAnswers } from '../definition/compile.ts';
import { exampleAnswers } from '../form/example-answers.ts';
import { nameOfField } from '../form/field-name.ts';
import { applyMapping, type MappingTitles } from '../mapping/mapping.ts';
import { closedReason } from '../request/allowed.ts';
import { questionProblems } from '../request/check-question.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';
import { isObject, type JsonObject } from '../rule/value.ts';
import { awaitedOf, conductOf, middayOf, type TrialCase } from './trial-case.ts';

export interface RequestExample {
  readonly entry: ServiceRequest;
  readonly title: string;
  /** Undefined: the type is not published, or its plugin is not installed. */
  readonly kind: RequestKind | undefined;
  readonly form: FormDefinition | undefined;
  readonly present: TrialCase;
  /** What the mapping reads. */
  readonly source: JsonObject;
  readonly rules: RuleContext;
  readonly titles: MappingTitles;
  readonly entryOf: (dictionary: string) => string | undefined;
}

/** What a request of the service would send now, what stops it, and what its answer would bring. Pure. */
export function requestExample(example: RequestExample): ApiTypes['TrialRequest'] {
  const { entry, title, kind, form, present, rules } = example;
  const mapped = applyMapping(entry.prefill ?? [], { source: example.source, rules, titles: example.titles });
  const now = middayOf(present.today);
  const wrong = kind && form ? questionProblems(form, { kind, question: mapped.target, now, complete: true }) : [];
  const conduct = conductOf(present.providers, entry.code);
  const asked = present.asked.get(entry.code) ?? null;
  return {
    code: entry.code,
    title,
    available: kind !== undefined,
    reason: closedReason(entry, rules) ?? null,
    automatic: entry.automatic === true,
    form: form === undefined ? null : { ...form },
    question: mapped.target,
    origins: mapped.values.map(({ pointer, from }) => ({
      title: form === undefined ? pointer : nameOfField(pointer, form).full,
      from: [...from],
    })),
    problems: [...mapped.faults, ...wrong].map(({ message }) => message),
    asked,
    conduct,
    awaited: awaitedOf(present).includes(entry.code),
    accepted: asked !== null && conduct === 'answered' && kind !== undefined ? broughtBy(example, kind) : null,
  };
}

/** Values that «Принять значения» would offer of an example of the answer. */
function broughtBy({ entry, rules, present, entryOf }: RequestExample, { answer }: RequestKind): JsonObject | null {
  if (entry.accept === undefined) return null;
  const { today } = present;
  const { data: _answers, rules: _named, hidden: _hidden, ...calendar } = rules;
  const context = { ...calendar, data: {} };
  const source = exampleAnswers({ form: answer, context, validate: validateAnswers, today, entryOf });
  const { target } = applyMapping(entry.accept, { source, rules: { ...context, data: source } });
  return isObject(target.answers) ? (target.answers as JsonObject) : null;
}

export function titleOfRequest(entry: ServiceRequest, type: { readonly title: unknown } | undefined): string {
  const title = entry.title ?? (type?.title as ServiceRequest['title']);
  return title === undefined ? entry.code : titleOf(title, 'ru');
}
