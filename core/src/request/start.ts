import { randomUUID } from 'node:crypto';
import { ruleContext } from '../application/case-context.ts';
import type { AttachWork } from '../application/command.ts';
import { executeBySystem } from '../application/commands.ts';
import { variantNow } from '../application/variant.ts';
import { findConnectionOf } from '../connection/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { getActingBody } from '../organisation/queries.ts';
import { type Claim, finishClaim, holdClaim } from '../outbox/rows.ts';
import { titleOf } from '../rule/title.ts';
import { systemSession } from '../session/system-session.ts';
import { tellStaff } from '../staff-notice/commands.ts';
import { closedReason } from './allowed.ts';
import { questionProblems } from './check-question.ts';
import { queue, type RequestCall } from './commands.ts';
import { disconnectedOf } from './connected.ts';
import { prefill } from './prefill.ts';
import { listRequests } from './queries.ts';
import { insertRequest } from './rows.ts';
import { type Asking, askingsOf, questionForm } from './type.ts';

/**
 * The requests of a service that go out by themselves, for one application, in one transaction with the end of the claim.
 * What cannot go as it is stays a draft, or is only told of: the executor does the rest.
 */
export async function startClaimed(deps: Deps, claim: Claim): Promise<void> {
  const { organisationId, ownerId } = claim;
  if (organisationId === null) throw new Error('requests are asked by a body');
  const organisation = await deps.database.asOwner((trx) => getActingBody(trx, organisationId));
  const call = { deps, session: systemSession(organisation), now: deps.clock() };
  try {
    await executeBySystem(deps, organisation, {
      kind: 'attach',
      id: ownerId,
      what: 'requestStart',
      event: 'requestsStarted',
      write: async (work) => {
        await holdClaim(work.trx, claim);
        const started = await startAll(call, work);
        await finishClaim(work.trx, claim, call.now);
        return { comment: started.map(wordsOf).join('\n') || 'Отправлять нечего', started: started.map(factsOf) };
      },
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // The case has left the work meanwhile: nothing is to be asked any more.
    await deps.database.inBodies([organisationId], (trx) => finishClaim(trx, claim, call.now));
  }
}

interface Started {
  readonly title: string;
  readonly entry: string;
  /** Undefined: not even a draft could be made. */
  readonly id: string | undefined;
  /** Why it did not go out; undefined when it did. */
  readonly problem: string | undefined;
}

async function startAll(call: RequestCall, work: AttachWork): Promise<Started[]> {
  const { trx, application, pinned, context } = work;
  const askings = await askingsOf(call.deps, trx, { pinned, variant: variantNow(application, work) });
  const rules = ruleContext(context);
  const asked = (await listRequests(trx, application.id)).filter(({ status }) => status !== 'cancelled');
  const due = askings.filter(
    ({ entry }) =>
      entry.automatic &&
      closedReason(entry, rules) === undefined &&
      !asked.some((request) => request.entry === entry.code),
  );
  const started: Started[] = [];
  for (const asking of due) started.push(await startOne(call, work, asking));
  if (started.some(({ problem }) => problem !== undefined)) await tell(work);
  return started;
}

async function startOne(call: RequestCall, work: AttachWork, { entry, type, kind }: Asking): Promise<Started> {
  const { trx, application, now } = work;
  const { organisationId, executorId, registrarId, creatorId } = application;
  const { plugin, requestKind = type.code } = type.content;
  const named = { title: titleOf(entry.title ?? type.content.title, 'ru'), entry: entry.code };
  const authorId = executorId ?? registrarId ?? creatorId;
  const connection = await findConnectionOf(trx, { organisationId, plugin });
  if (kind === undefined) return { ...named, id: undefined, problem: `модуль «${plugin}» не установлен` };
  if (connection === undefined) {
    const reason = (await disconnectedOf(call.deps, trx, organisationId))(plugin) ?? 'подключение изменено';
    return { ...named, id: undefined, problem: `${reason.charAt(0).toLocaleLowerCase('ru')}${reason.slice(1)}` };
  }
  if (authorId === null) return { ...named, id: undefined, problem: 'исполнитель не назначен' };
  const form = await questionForm(trx, { kind, plugin }, call.session.organisation);
  const filled = await prefill(call, trx, { ...work, record: application, entry, form });
  const [first] = questionProblems(form, { kind, question: filled.target, now, complete: true });
  const problem = kind.signedBy === 'official' ? 'его подписывает сотрудник' : first?.message;
  const id = await insertRequest(trx, {
    organisationId,
    applicationId: application.id,
    entry: entry.code,
    typeCode: type.code,
    typeVersionId: type.id,
    plugin,
    kind: requestKind,
    kindVersion: kind.version,
    connectionId: connection.id,
    question: filled.target,
    origins: filled.origins,
    status: problem === undefined ? 'queued' : 'draft',
    authorId,
    createdAt: now,
    key: randomUUID(),
  });
  if (id !== undefined && problem === undefined) {
    await queue(call, trx, { id, organisationId, connectionId: connection.id });
  }
  return { ...named, id, problem };
}

function wordsOf({ title, id, problem }: Started): string {
  if (problem === undefined) return `Отправлен: ${title}`;
  return `${id === undefined ? 'Не создан' : 'Остался черновиком'}: ${title} – ${problem}`;
}

function factsOf({ entry, id, problem }: Started) {
  return { entry, request: id ?? null, problem: problem ?? null };
}

async function tell({ trx, application, now }: AttachWork): Promise<void> {
  const { id, organisationId, departmentId, serviceCode, executorId, number } = application;
  const audience = { organisationId, departmentId, serviceCode, functions: [], executorId };
  const text = `По заявке № ${number ?? 'без номера'} не все запросы ушли сами: посмотрите историю и отправьте их`;
  await tellStaff(trx, audience, { applicationId: id, kind: 'requestNotStarted', text, createdAt: now });
}
