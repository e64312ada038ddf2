import type { FormDefinition } from '@reglament/format';
import type { ApplicationRecord } from '../application/application.model.ts';
import { ruleContext } from '../application/case-context.ts';
import { contentOf, emptyContent, mergeContent } from '../application/content.ts';
import type { WorkflowContext } from '../application/facts.ts';
import { readPaper } from '../application/paper.ts';
import type { Pinned } from '../application/pinned.ts';
import type { Transaction } from '../db.ts';
import { paperData } from '../decision/decision-document.ts';
import type { Deps } from '../deps.ts';
import { asksBody, bodyValuesOf } from '../form/body-values.ts';
import { normalAnswers } from '../form/normal-answers.ts';
import { joinPointer } from '../form/schema-walk.ts';
import { applyMapping, type Mapped } from '../mapping/mapping.ts';
import { findBodyValues } from '../organisation/queries.ts';
import type { JsonObject } from '../rule/value.ts';
import { applicationTitles, dictionaryTitles } from './mapping-titles.ts';
import type { ServiceRequest } from './type.ts';

export interface PrefillSource {
  readonly record: ApplicationRecord;
  readonly pinned: Pinned;
  readonly context: WorkflowContext;
  readonly entry: ServiceRequest;
  /** Of the question. */
  readonly form: FormDefinition;
}

/** What is filled in before the clerk sees the question, and where each value comes from. */
export interface Prefilled extends Pick<Mapped, 'faults'> {
  readonly target: JsonObject;
  /** Pointer in the question → paths in the application and in the facts of the body. */
  readonly origins: Record<string, readonly string[]>;
}

/** What the application already says of the question, and what the body says of itself where the service says nothing. */
export async function prefill(
  parts: { readonly deps: Deps; readonly now: Date },
  trx: Transaction,
  source: PrefillSource,
): Promise<Prefilled> {
  const { form, record } = source;
  const { target, values, faults } = await mapped(parts, trx, source);
  const filled: Record<string, JsonObject[string]> = { ...normalAnswers(target, form) };
  const origins = new Map(values.map(({ pointer, from }) => [pointer, from]));
  const body = asksBody(form) ? await findBodyValues(trx, record.organisationId) : undefined;
  for (const [field, { value, from }] of body === undefined ? [] : bodyValuesOf(form, body)) {
    if (Object.hasOwn(filled, field)) continue;
    filled[field] = value;
    origins.set(joinPointer('', field), [from]);
  }
  return { target: filled, origins: Object.fromEntries(origins), faults };
}

async function mapped(
  { deps, now }: { readonly deps: Deps; readonly now: Date },
  trx: Transaction,
  { record, pinned, context, entry }: PrefillSource,
): Promise<Mapped> {
  if (entry.prefill === undefined) return { target: {}, values: [], faults: [] };
  const { definitions } = deps;
  // An application may have come before identifiers were kept in one way; what was filed then stays as it was filed.
  const said = { ...record, ...mergeContent(emptyContent, contentOf(record), pinned) };
  const paper = await readPaper(trx, {
    definitions,
    record: said,
    pinned,
    context,
    decision: null,
    approverId: null,
    now,
  });
  return applyMapping(entry.prefill, {
    source: paperData(paper),
    rules: ruleContext(context),
    titles: {
      source: applicationTitles(pinned.service.form, definitions),
      dictionaries: dictionaryTitles(definitions),
    },
  });
}
