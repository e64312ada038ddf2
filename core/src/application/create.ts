import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { newId } from '../new-id.ts';
import { fullName, provides, type Session } from '../session/session.ts';
import type { ApplicationRecord, CaseHistory } from './application.model.ts';
import { contextOf, ruleContext } from './case-context.ts';
import { idleClock } from './clock/clock-plan.ts';
import type { ApplicationContent, Changed, CreateCommand } from './command.ts';
import { contentProblems, emptyContent, invalidContent, listColumns, mergeContent } from './content.ts';
import type { Work } from './hold.ts';
import { currentCalendar, latestPinned, type Pinned, type PinnedIds } from './pinned.ts';
import { askCreated, type WholeCardColumns } from './queries.ts';
import { recordIfThere } from './record.ts';
import { insertApplication } from './rows.ts';
import { decideCreation } from './workflow.ts';

/**
 * A draft of the newest version of the service, which it then keeps to its end. All that is written is known before the
 * first answer of the database, so it goes in one message, and the row comes back with it.
 */
export async function create(by: Omit<Work, 'trx'>, command: CreateCommand): Promise<Changed> {
  const { deps, session } = by;
  const { organisation, departmentId } = session;
  const latest = latestPinned(deps.definitions, command.service);
  if (latest.pinned.service.procedure !== undefined) {
    throw new Refusal('stateConflict', 'Эту процедуру начинают с карточки заявки, по которой принято решение');
  }
  if (!provides(organisation, latest.pinned.service.code)) {
    throw new Refusal('forbidden', 'Ваше ведомство эту услугу не оказывает. Выберите услугу из перечня');
  }
  const { id, statements, row } = draftOf(by, {
    ...latest,
    content: command.content,
    key: command.key ?? null,
    organisationId: organisation.id,
    // Of the one who takes it in: a role narrowed to a department reaches the applications of that department.
    departmentId,
    timeZone: organisation.timeZone,
    parentId: null,
  });
  const [[inserted]] = await deps.database.inBodiesAtOnce(session.bodies, statements);
  if (inserted === undefined) return getCreated(deps, session, command.key ?? '');
  const card = row.executorId === null ? cardOfDraft(session, inserted) : undefined;
  return { id, version: 1, ...(card && { card }) };
}

/** What reading the card of a draft that has just been made would find: the row, who made it, and nothing around it. */
function cardOfDraft({ user, organisation }: Session, record: ApplicationRecord): WholeCardColumns {
  const { timeZone, mnemonic } = organisation;
  const creator = { id: user.id, name: fullName(user) };
  const { doneBy: _done, passed: _passed, issued: _issued, ...history } = newHistory;
  const around = { creator, executor: null, hasProcedures: false, procedures: null, body: { timeZone, mnemonic } };
  const nothing = { done: null, decision: null, issue: null, received: null, files: null, ledger: null };
  return { ...record, ...history, ...around, ...nothing };
}

export interface NewDraft {
  readonly pinned: Pinned;
  readonly ids: PinnedIds;
  readonly content: ApplicationContent;
  readonly key: string | null;
  readonly organisationId: string;
  readonly departmentId: string | null;
  readonly timeZone: string;
  /** The application that a procedure is on. */
  readonly parentId: string | null;
  /** Whom that application concerns. */
  readonly concerned?: readonly string[];
}

/** What writes a new draft. @throws Refusal when this person may not make it, or its content is not of the right shape */
export function draftOf({ deps, session, now }: Omit<Work, 'trx'>, plan: NewDraft) {
  const { pinned, ids, organisationId, departmentId, timeZone, parentId, key, concerned = null } = plan;
  const content = mergeContent(emptyContent, plan.content, pinned);
  const draft = {
    ...content,
    organisationId,
    departmentId,
    parentId,
    serviceCode: pinned.service.code,
    state: pinned.workflow.initial,
    phase: 'draft' as const,
    source: 'employee' as const,
    creatorId: session.user.id,
    executorId: null,
    variant: null,
    accepted: {},
    duty: null,
    ...notFromPortal,
  };
  const calendar = currentCalendar(deps.definitions);
  const history = { ...newHistory, concerned };
  const context = contextOf({ record: draft, pinned, history, session, calendar, now, timeZone });
  const decision = decideCreation(context);
  const rules = ruleContext(context);
  const problems = contentProblems({ pinned, content, context: rules, complete: false });
  if (problems.length > 0) throw invalidContent(problems);
  const { state, phase } = decision;
  const { executorId } = decision.facts;
  const row = { ...draft, ...ids, ...listColumns(pinned, draft, rules), state, phase, executorId, createdAt: now };
  const id = newId(now);
  const payload = { ...decision.payload, service: pinned.service.code, content, parentId };
  const made = { id, version: 1, state, organisationId };
  const told = recordIfThere({ session, now }, made, { type: 'created', payload });
  return { id, row, statements: [insertApplication({ id, key }, row), ...told] as const };
}

const newHistory: CaseHistory = {
  decision: null,
  doneBy: {},
  passed: null,
  clock: idleClock,
  resultSigned: false,
  signing: null,
  requestsAnswered: true,
  issued: false,
  concerned: null,
};

/** Creating by hand and by a program alike. */
const notFromPortal = { portalConnectionId: null, externalId: null, externalReference: null };

/** What the creator made under this key before; in another of their bodies it is out of reach. */
async function getCreated({ database }: Deps, session: Session, key: string): Promise<Changed> {
  const [[created]] = await database.inBodiesAtOnce(session.bodies, [askCreated({ creatorId: session.user.id, key })]);
  if (created === undefined) throw new Refusal('alreadyExists', 'Заявка с этим ключом уже создана в другом ведомстве');
  return created;
}
