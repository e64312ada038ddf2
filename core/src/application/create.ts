import type { Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';
import { contextOf, ruleContext } from './case-context.ts';
import { idleClock } from './clock/clock-plan.ts';
import type { Changed, CreateCommand } from './command.ts';
import { contentProblems, emptyContent, invalidContent, listColumns, mergeContent } from './content.ts';
import type { Work } from './hold.ts';
import { currentCalendar, latestPinned } from './pinned.ts';
import { type Creation, findCreated } from './queries.ts';
import { record } from './record.ts';
import { insertApplication } from './rows.ts';
import { decideCreation } from './workflow.ts';

/** A draft of the newest version of the service, which it then keeps to its end. */
export async function create(work: Work, command: CreateCommand): Promise<Changed> {
  const { deps, session, trx, now } = work;
  const { pinned, ids } = latestPinned(deps.definitions, command.service);
  const content = mergeContent(emptyContent, command.content);
  const draft = {
    ...content,
    organisationId: session.organisation.id,
    // Of the one who takes it in: a role narrowed to a department reaches the applications of that department.
    departmentId: session.departmentId,
    serviceCode: pinned.service.code,
    state: pinned.workflow.initial,
    phase: 'draft' as const,
    source: 'employee' as const,
    creatorId: session.user.id,
    executorId: null,
    variant: null,
  };
  const history = { decision: null, doneBy: {}, clock: idleClock };
  const calendar = currentCalendar(deps.definitions);
  const { timeZone } = session.organisation;
  const context = contextOf({ record: draft, pinned, history, session, calendar, now, timeZone });
  const decision = decideCreation(context);
  const rules = ruleContext(context);
  const problems = contentProblems({ pinned, content, context: rules, complete: false });
  if (problems.length > 0) throw invalidContent(problems);
  const id = await insertApplication(trx, command.key ?? null, {
    ...draft,
    ...ids,
    ...listColumns(pinned, content, rules),
    state: decision.state,
    phase: decision.phase,
    executorId: decision.facts.executorId,
    createdAt: now,
  });
  if (id === undefined) return getCreated(trx, { creatorId: session.user.id, key: command.key ?? '' });
  const payload = { ...decision.payload, service: pinned.service.code, content };
  await record(
    work,
    { id, version: 1, state: decision.state, organisationId: draft.organisationId },
    { type: 'created', payload },
  );
  return { id, version: 1 };
}

/** What the creator made under this key before; in another of their bodies it is out of reach. */
async function getCreated(trx: Transaction, creation: Creation): Promise<Changed> {
  const created = await findCreated(trx, creation);
  if (created === undefined) throw new Refusal('alreadyExists', 'Заявка с этим ключом уже создана в другом ведомстве');
  return created;
}
