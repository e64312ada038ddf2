import type { Transaction } from '../db.ts';
import type { DecisionWords, Paper, ParentFacts } from '../decision/decision-document.ts';
import { findDecision, readPaperPeople } from '../decision/queries.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { dutyFacts } from '../duty/duty-view.ts';
import { titleOf } from '../rule/title.ts';
import { effectiveAnswers } from './accepted.ts';
import type { ApplicationRecord } from './application.model.ts';
import { ruleContext } from './case-context.ts';
import type { WorkflowContext } from './facts.ts';
import type { Pinned } from './pinned.ts';
import { findCard } from './queries.ts';
import { getState } from './workflow.ts';

export interface PaperSource {
  readonly definitions: DefinitionStore;
  readonly record: ApplicationRecord;
  readonly pinned: Pinned;
  readonly context: WorkflowContext;
  readonly decision: DecisionWords | null;
  /** null: nobody has approved yet. */
  readonly approverId: string | null;
  readonly now: Date;
}

/** Everything that a paper or a message of this application may speak of. */
export async function readPaper(trx: Transaction, source: PaperSource): Promise<Paper> {
  const { record, pinned, approverId } = source;
  const { organisationId, executorId, registrarId } = record;
  const state = getState(pinned.workflow, record.state);
  return {
    service: pinned.service,
    parent: record.parentId === null ? null : await readParent(trx, source.definitions, record.parentId),
    dictionaries: source.definitions.list('dictionary').map(({ content }) => content),
    facts: { ...record, answers: effectiveAnswers(record), stateTitle: titleOf(state.title, 'ru') },
    decision: source.decision,
    duty: dutyFacts(source.context),
    people: await readPaperPeople(trx, { organisationId, executorId, registrarId, approverId }),
    rules: ruleContext(source.context),
    now: source.now,
  };
}

async function readParent(trx: Transaction, definitions: DefinitionStore, id: string): Promise<ParentFacts | null> {
  const row = await findCard(trx, id);
  if (row === undefined) return null;
  const { content } = await definitions.get('service', row.serviceVersionId, trx);
  const decision = await findDecision(trx, id);
  const { number, registeredAt } = row;
  return {
    number,
    registeredAt,
    serviceTitle: titleOf(content.title, 'ru'),
    publishedAt: decision?.publishedAt ?? null,
  };
}
