import type { Transaction } from '../db.ts';
import type { DecisionWords, Paper } from '../decision/decision-document.ts';
import { readPaperPeople } from '../decision/queries.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { titleOf } from '../rule/title.ts';
import type { ApplicationRecord } from './application.model.ts';
import { ruleContext } from './case-context.ts';
import type { WorkflowContext } from './facts.ts';
import type { Pinned } from './pinned.ts';
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
    dictionaries: source.definitions.list('dictionary').map(({ content }) => content),
    facts: { ...record, stateTitle: titleOf(state.title, 'ru') },
    decision: source.decision,
    people: await readPaperPeople(trx, { organisationId, executorId, registrarId, approverId }),
    rules: ruleContext(source.context),
    now: source.now,
  };
}
