import type { ApplicationRecord } from '../application/application.model.ts';
import { ruleContext } from '../application/case-context.ts';
import type { WorkflowContext } from '../application/facts.ts';
import { readPaper } from '../application/paper.ts';
import type { Pinned } from '../application/pinned.ts';
import type { Transaction } from '../db.ts';
import { paperData } from '../decision/decision-document.ts';
import type { Deps } from '../deps.ts';
import { applyMapping, type Mapped } from '../mapping/mapping.ts';
import { applicationTitles, dictionaryTitles } from './mapping-titles.ts';
import type { ServiceRequest } from './type.ts';

export interface PrefillSource {
  readonly record: ApplicationRecord;
  readonly pinned: Pinned;
  readonly context: WorkflowContext;
  readonly entry: ServiceRequest;
}

/** What the application already says of the question; each value with the place it comes from. */
export async function prefill(
  { deps, now }: { readonly deps: Deps; readonly now: Date },
  trx: Transaction,
  { record, pinned, context, entry }: PrefillSource,
): Promise<Mapped> {
  if (entry.prefill === undefined) return { target: {}, values: [], faults: [] };
  const { definitions } = deps;
  const paper = await readPaper(trx, { definitions, record, pinned, context, decision: null, approverId: null, now });
  return applyMapping(entry.prefill, {
    source: paperData(paper),
    rules: ruleContext(context),
    titles: {
      source: applicationTitles(pinned.service.form, definitions),
      dictionaries: dictionaryTitles(definitions),
    },
  });
}

/** Pointer in the question → paths in the application. */
export function originsOf({ values }: Mapped): Record<string, readonly string[]> {
  return Object.fromEntries(values.map(({ pointer, from }) => [pointer, from]));
}
