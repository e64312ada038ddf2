import { Refusal } from '../errors.ts';
import { contextOf, ruleContext } from './case-context.ts';
import type { Changed, ReconcileCommand } from './command.ts';
import { contentOf, listColumns } from './content.ts';
import { hold, type Work } from './hold.ts';
import { findOffer, type Offer } from './newer-version.ts';
import { record } from './record.ts';
import { updateApplication } from './rows.ts';
import { mayEdit } from './workflow.ts';

/**
 * Moves a draft to the versions in force: answers that fit are kept, the rest is written to the journal. A registered
 * application keeps the version it was registered on.
 */
export async function reconcile(work: Work, command: ReconcileCommand): Promise<Changed> {
  const held = await hold(work, command);
  if (held.record.phase !== 'draft') {
    throw new Refusal('actionClosed', 'Зарегистрированная заявка остаётся на своей версии услуги');
  }
  if (!mayEdit(held.context)) throw new Refusal('forbidden', 'У вас нет права изменять эту заявку');
  const offer = findOffer(work.deps.definitions, { ...held.parts, record: held.record }, held.context);
  const { id, organisationId } = held.record;
  if (offer === undefined) return { id, version: held.record.version };
  refuseOther(offer, command);
  const { pinned, ids, reconciled } = offer;
  const content = { ...contentOf(held.record), answers: reconciled.kept };
  const state = stateUnder(offer, held.record.state);
  const row = { ...held.record, ...content, ...ids, state };
  const rules = ruleContext(contextOf({ ...held.parts, pinned, record: row }));
  const columns = { ...ids, state, answers: content.answers, ...listColumns(pinned, row, rules) };
  const version = await updateApplication(work.trx, { id, now: work.now }, columns);
  const payload = {
    from: { service: held.pinned.serviceVersion, workflow: held.pinned.workflowVersion },
    to: { service: pinned.serviceVersion, workflow: pinned.workflowVersion },
    changes: reconciled.lost.map(({ field, title, reason }) => ({
      field: `answers.${field}`,
      title,
      before: held.record.answers[field] ?? null,
      after: null,
      reason,
    })),
  };
  await record(work, { id, organisationId, version, state }, { type: 'reconciled', payload });
  return { id, version };
}

/** What the person agreed to is what they saw: another version may lose other answers. */
function refuseOther({ pinned }: Offer, command: ReconcileCommand): void {
  if (pinned.serviceVersion === command.serviceVersion && pinned.workflowVersion === command.workflowVersion) return;
  throw new Refusal(
    'stateConflict',
    'Пока вы смотрели, вышла ещё одна версия услуги. Обновите страницу и посмотрите её',
  );
}

/** The same draft state where the new workflow has it; else where its applications begin. */
function stateUnder({ pinned: { workflow } }: Offer, state: string): string {
  const same = workflow.states.find(({ code, phase }) => code === state && phase === 'draft');
  return same?.code ?? workflow.initial;
}
