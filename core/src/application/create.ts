import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { newId } from '../new-id.ts';
import { provides, type Session } from '../session/session.ts';
import { askWholeCard } from './card-reading.ts';
import { contextOf, ruleContext } from './case-context.ts';
import { idleClock } from './clock/clock-plan.ts';
import type { Changed, CreateCommand } from './command.ts';
import { contentProblems, emptyContent, invalidContent, listColumns, mergeContent } from './content.ts';
import type { Work } from './hold.ts';
import { currentCalendar, latestPinned } from './pinned.ts';
import { askCreated } from './queries.ts';
import { recordIfThere } from './record.ts';
import { insertApplication } from './rows.ts';
import { decideCreation } from './workflow.ts';

/**
 * A draft of the newest version of the service, which it then keeps to its end. All that is written is known before the
 * first answer of the database, so it goes in one message, and the card comes back with it.
 */
export async function create({ deps, session, now }: Omit<Work, 'trx'>, command: CreateCommand): Promise<Changed> {
  const { pinned, ids } = latestPinned(deps.definitions, command.service);
  if (!provides(session.organisation, pinned.service.code)) {
    throw new Refusal('forbidden', 'Ваше ведомство эту услугу не оказывает. Выберите услугу из перечня');
  }
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
  const history = { decision: null, doneBy: {}, clock: idleClock, resultSigned: false };
  const calendar = currentCalendar(deps.definitions);
  const { timeZone } = session.organisation;
  const context = contextOf({ record: draft, pinned, history, session, calendar, now, timeZone });
  const decision = decideCreation(context);
  const rules = ruleContext(context);
  const problems = contentProblems({ pinned, content, context: rules, complete: false });
  if (problems.length > 0) throw invalidContent(problems);
  const id = newId(now);
  const key = command.key ?? null;
  const row = {
    ...draft,
    ...ids,
    ...listColumns(pinned, content, rules),
    state: decision.state,
    phase: decision.phase,
    executorId: decision.facts.executorId,
    createdAt: now,
  };
  const payload = { ...decision.payload, service: pinned.service.code, content };
  const made = { id, version: 1, state: decision.state, organisationId: draft.organisationId };
  const [inserted, , , ...card] = await deps.database.inBodiesAtOnce(session.bodies, [
    insertApplication({ id, key }, row),
    ...recordIfThere({ session, now }, made, { type: 'created', payload }),
    ...askWholeCard(id),
  ]);
  if (inserted.length === 0) return getCreated(deps, session, key ?? '');
  return { id, version: 1, card };
}

/** What the creator made under this key before; in another of their bodies it is out of reach. */
async function getCreated({ database }: Deps, session: Session, key: string): Promise<Changed> {
  const [[created]] = await database.inBodiesAtOnce(session.bodies, [askCreated({ creatorId: session.user.id, key })]);
  if (created === undefined) throw new Refusal('alreadyExists', 'Заявка с этим ключом уже создана в другом ведомстве');
  return created;
}
