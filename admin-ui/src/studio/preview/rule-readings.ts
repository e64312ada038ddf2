import {
  explain,
  formState,
  type JsonObject,
  labelsOf,
  type RuleContext,
  RuleError,
  ruleData,
  truth,
} from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import { russian } from '../words.ts';

export interface RuleReading {
  /** JSON pointer of the rule. */
  readonly pointer: string;
  /** What hangs on it. */
  readonly about: 'shown' | 'required' | 'section' | 'document' | 'documentShown' | 'request' | 'named';
  readonly title: string;
  /** null: it cannot be evaluated, the reason says why. */
  readonly value: boolean | 'unknown' | null;
  /** With the present values. */
  readonly reason: string;
}

interface Place {
  readonly pointer: string;
  readonly about: RuleReading['about'];
  readonly title: string;
  readonly rule: unknown;
}

export interface PreviewFacts {
  readonly answers: JsonObject;
  readonly today: string;
  readonly caseFacts: JsonObject;
}

/** Every rule of the service with how it comes out for these answers, and why. Pure. */
export function ruleReadings(service: ServiceDefinition, facts: PreviewFacts): RuleReading[] {
  const { form, rules } = service;
  const context: RuleContext = {
    data: ruleData(facts.answers, facts.caseFacts),
    today: facts.today,
    rules,
    labels: labelsOf(form),
  };
  const places = placesOf(service);
  const settled = tried(() => formState(form, context).context) ?? context;
  return places.map(({ rule, ...place }) => ({ ...place, ...reading(rule, settled) }));
}

function reading(rule: unknown, context: RuleContext): Pick<RuleReading, 'value' | 'reason'> {
  try {
    return { value: truth(rule, context).value, reason: explain(rule, context) };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { value: null, reason: error.message };
  }
}

/** A broken rule of the form is told of by its own reading. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return undefined;
  }
}

function placesOf({ form, documents, requests = [], rules = {} }: ServiceDefinition): Place[] {
  const titleOfField = (code: string) => form.schema.properties[code]?.title ?? code;
  const all: Place[] = [
    ...Object.entries(form.ui ?? {}).flatMap(([code, ui]): Place[] => [
      { pointer: `/form/ui/${code}/visible`, about: 'shown', title: titleOfField(code), rule: ui.visible },
      { pointer: `/form/ui/${code}/required`, about: 'required', title: titleOfField(code), rule: ui.required },
    ]),
    ...form.sections.map(
      (section, index): Place => ({
        pointer: `/form/sections/${index}/visible`,
        about: 'section',
        title: russian(section.title),
        rule: section.visible,
      }),
    ),
    ...documents.flatMap(({ title, needed, shown }, index): Place[] => [
      { pointer: `/documents/${index}/needed`, about: 'document', title: russian(title), rule: needed },
      { pointer: `/documents/${index}/shown`, about: 'documentShown', title: russian(title), rule: shown },
    ]),
    ...requests.map(
      ({ code, title, allowed }, index): Place => ({
        pointer: `/requests/${index}/allowed`,
        about: 'request',
        title: russian(title) || code,
        rule: allowed,
      }),
    ),
    ...Object.entries(rules).map(
      ([code, named]): Place => ({
        pointer: `/rules/${code}/rule`,
        about: 'named',
        title: russian(named.title),
        rule: named.rule,
      }),
    ),
  ];
  return all.filter(({ rule }) => rule !== undefined && typeof rule !== 'boolean');
}
