import type { FormDefinition, Mapping } from '@reglament/format';
import type { AcceptanceItem, AcceptanceView } from '../api.gen.ts';
import { overlayProblems } from '../application/accept.ts';
import { type AcceptedValues, effectiveAnswers } from '../application/accepted.ts';
import { findAttachProblem } from '../application/attachment.ts';
import type { Case } from '../application/card.ts';
import { ruleContext } from '../application/case-context.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { nameOfField } from '../form/field-name.ts';
import { normalAnswers } from '../form/normal-answers.ts';
import { applyMapping, type MappedValue } from '../mapping/mapping.ts';
import { isObject, type Json, type JsonObject, sameValue } from '../rule/value.ts';
import { answerTitles, applicationTitles, dictionaryTitles } from './mapping-titles.ts';
import type { RequestRecord } from './request.model.ts';

/** A value of an answer with the place in the application that the service's mapping has for it. */
export interface Offered {
  readonly field: string;
  readonly value: Json;
  /** Paths in the answer. */
  readonly from: readonly string[];
}

export interface Offer {
  readonly items: readonly Offered[];
  /** What could not be converted and why, in Russian. */
  readonly faults: readonly string[];
}

export interface Offering {
  readonly request: RequestRecord;
  readonly found: Pick<Case, 'pinned' | 'context'> & { readonly row: Pick<Case['row'], 'answers' | 'accepted'> };
  /** Form of the answer, for titles of codes; undefined when the plugin is not there. */
  readonly answerForm: FormDefinition | undefined;
  readonly definitions: DefinitionStore;
}

/** What of an answer may be taken over, field by field of the service's form; undefined when nothing of this request ever is. */
export function offerOf(offering: Offering): Offer | undefined {
  const { request, found } = offering;
  const mapping = acceptMapping(offering);
  if (mapping === undefined || request.status !== 'answered' || !isObject(request.answer)) return undefined;
  const source = request.answer as JsonObject;
  const { data: _answers, rules: _named, hidden: _hidden, ...calendar } = ruleContext(found.context);
  const titles = titlesOf(offering);
  const mapped = applyMapping(mapping, { source, rules: { ...calendar, data: source }, titles });
  const { form } = found.pinned.service;
  const written = isObject(mapped.target.answers) ? normalAnswers(mapped.target.answers as JsonObject, form) : {};
  const present = effectiveAnswers(found.row);
  const items = fieldsOf(form).flatMap((field): Offered[] => {
    const value = Object.hasOwn(written, field) ? written[field] : undefined;
    if (value === undefined) return [];
    return [{ field, value: laidOver(present[field], value), from: sourcesOf(mapped.values, field) }];
  });
  return { items, faults: mapped.faults.map(({ message }) => message) };
}

function acceptMapping({ request, found }: Offering): Mapping | undefined {
  return found.pinned.service.requests?.find(({ code }) => code === request.entry)?.accept;
}

function fieldsOf({ sections }: FormDefinition): readonly string[] {
  return sections.flatMap(({ fields }) => fields);
}

/** A group keeps what the answer says nothing of; a list is the answer's: its rows are not those of the application. */
function laidOver(present: Json | undefined, value: Json): Json {
  if (!isObject(present) || !isObject(value)) return value;
  const [before, after] = [present as JsonObject, value as JsonObject];
  const merged = Object.entries(after).map(([key, inner]) => [key, laidOver(before[key], inner ?? null)]);
  return { ...before, ...Object.fromEntries(merged) };
}

function sourcesOf(values: readonly MappedValue[], field: string): string[] {
  const place = `/answers/${field}`;
  const own = values.filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`));
  return [...new Set(own.flatMap(({ from }) => from))];
}

function titlesOf({ found, answerForm, definitions }: Offering) {
  return {
    source: answerForm === undefined ? {} : answerTitles(answerForm, definitions),
    target: applicationTitles(found.pinned.service.form, definitions),
    dictionaries: dictionaryTitles(definitions),
  };
}

/** The overlay with one more value of this request. */
export function withValue(
  accepted: AcceptedValues,
  { field, value, from }: Offered,
  { request, title, now }: { readonly request: RequestRecord; readonly title: string; readonly now: Date },
): AcceptedValues {
  const { id, number } = request;
  const answered = { id, number, title, ...(request.emulated ? { emulated: true as const } : {}) };
  return { ...accepted, [field]: { value, request: answered, from, at: now.toISOString() } };
}

/** As the request's card shows it, old and new side by side. */
export function acceptanceView(offering: Offering & { readonly found: Case }): AcceptanceView | null {
  const { found } = offering;
  const offer = offerOf(offering);
  if (offer === undefined) return null;
  const reason = findAttachProblem(found.context, 'acceptance');
  return {
    version: found.row.version,
    open: reason === undefined,
    reason: reason ?? null,
    items: offer.items.map((item) => itemView(offering, item)),
    faults: [...offer.faults],
  };
}

function itemView({ request, found, answerForm }: Offering, item: Offered): AcceptanceItem {
  const { field, value, from } = item;
  const { row, pinned, context } = found;
  const present = effectiveAnswers(row)[field] ?? null;
  const same = sameValue(present, value);
  const overlay = { answers: row.answers, accepted: withValue(row.accepted, item, { request, title: '', now: epoch }) };
  const wrong = same ? [] : overlayProblems(pinned, { record: overlay, laid: [field] }, shape(context));
  return {
    field,
    title: titleOfField(`/${field}`, pinned.service.form),
    filed: row.answers[field] ?? null,
    present,
    value,
    from: from.map((path) => titleOfField(`/${path.replaceAll('[]', '/0').replaceAll('.', '/')}`, answerForm)),
    same,
    accepted: row.accepted[field]?.request.id === request.id,
    problem: wrong[0]?.message ?? null,
  };
}

const epoch = new Date(0);

/** Whether the question is asked at all is only known together with the other values that are ticked. */
function shape(context: Case['context']) {
  const { hidden: _hidden, ...rest } = ruleContext(context);
  return rest;
}

function titleOfField(pointer: string, form: FormDefinition | undefined): string {
  return form === undefined ? pointer.slice(1) : nameOfField(pointer, form).full;
}
