import type { RequestKind } from '@reglament/sdk';
import type { NewRequestBody } from '../api.gen.ts';
import { ruleContext } from '../application/case-context.ts';
import type { AttachWork } from '../application/command.ts';
import { execute } from '../application/commands.ts';
import { variantNow } from '../application/variant.ts';
import { findConnectionOf, type Wanted } from '../connection/queries.ts';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { markFileRemoved } from '../file/rows.ts';
import { withoutEmptied } from '../form/emptied.ts';
import { normalAnswers } from '../form/normal-answers.ts';
import { dropEntry, putEntry, repeatEntry } from '../outbox/rows.ts';
import { titleOf } from '../rule/title.ts';
import type { JsonObject } from '../rule/value.ts';
import type { Session } from '../session/session.ts';
import { closedReason } from './allowed.ts';
import { checkQuestion } from './check-question.ts';
import { disconnectedOf } from './connected.ts';
import { after, type RequestEvent, statusTitles } from './life.ts';
import { keptOrigins } from './origins.ts';
import { prefill } from './prefill.ts';
import { findRequest, findSigning, lockRequest } from './queries.ts';
import type { RequestRecord } from './request.model.ts';
import { findByKey, insertRequest, type RequestChanges, unprepared, updateRequest } from './rows.ts';
import { type Asking, getAsking, questionForm } from './type.ts';

export interface RequestCall {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** Topic of the outbox: one entry for each request that was sent. */
export const requestTopic = 'request';

/**
 * A draft of what the service lets ask, filled from the application; with `send` it goes out at once. The same key again
 * gives the request that there is. @throws Refusal
 */
export async function createRequest(call: RequestCall, applicationId: string, body: NewRequestBody): Promise<string> {
  const { deps, session } = call;
  const known = await deps.database.inBodies(session.bodies, (trx) => findByKey(trx, applicationId, body.key));
  if (known !== undefined) return known;
  let id: string | undefined;
  await execute(deps, session, {
    kind: 'attach',
    id: applicationId,
    what: 'request',
    event: body.send ? 'requestSent' : 'requestCreated',
    write: async (work) => {
      const asking = await getAsking(deps, work.trx, {
        pinned: work.pinned,
        entry: body.entry,
        variant: variantNow(work.application, work),
      });
      refuseClosed(work, asking);
      id = await writeRequest(call, work, { asking, body });
      return { request: id, name: titleOf(asking.entry.title ?? asking.type.content.title, 'ru'), entry: body.entry };
    },
  });
  if (id === undefined) throw new Error('a request was not written');
  return id;
}

interface Draft {
  readonly asking: Asking & { readonly kind: RequestKind };
  readonly body: NewRequestBody;
}

async function writeRequest(call: RequestCall, work: AttachWork, { asking, body }: Draft): Promise<string> {
  const { session, now } = call;
  const { trx, application } = work;
  const { organisationId } = application;
  const { plugin, requestKind = asking.type.code } = asking.type.content;
  const connection = await findConnectionOf(trx, { organisationId, plugin });
  if (connection === undefined) throw await notConnected(call.deps, trx, { organisationId, plugin });
  const form = await questionForm(trx, { kind: asking.kind, plugin }, session.organisation);
  const filled = await prefill(call, trx, { ...work, record: application, entry: asking.entry, form });
  const given = asking.entry.formless ? {} : ((body.question ?? {}) as JsonObject);
  const question = normalAnswers(withoutEmptied({ ...filled.target, ...given }, form), form);
  checkQuestion(form, { question, now, complete: body.send === true, kind: asking.kind });
  const id = await insertRequest(trx, {
    organisationId,
    applicationId: application.id,
    entry: asking.entry.code,
    typeCode: asking.type.code,
    typeVersionId: asking.type.id,
    plugin,
    kind: requestKind,
    kindVersion: asking.kind.version,
    connectionId: connection.id,
    question,
    origins: keptOrigins(filled.origins, filled.target, question),
    status: body.send ? 'queued' : 'draft',
    authorId: session.user.id,
    createdAt: now,
    key: body.key,
  });
  if (id === undefined) throw new Refusal('alreadyExists', 'Этот запрос уже создан: обновите страницу.');
  if (body.send) {
    refuseUnsigned(asking.kind);
    await queue(call, trx, { id, organisationId, connectionId: connection.id });
  }
  return id;
}

export interface RequestEdit {
  readonly id: string;
  /** The version that the person saw. */
  readonly version: number;
}

/** @throws Refusal */
export async function editRequest(call: RequestCall, edit: RequestEdit, question: JsonObject): Promise<void> {
  await change(call, edit, {
    event: 'edit',
    journal: 'requestEdited',
    work: async ({ trx, request, kind }) => {
      const form = await questionForm(trx, { kind, plugin: request.plugin }, call.session.organisation);
      const kept = normalAnswers(withoutEmptied(question, form), form);
      checkQuestion(form, { question: kept, now: call.now, complete: false, kind });
      const origins = keptOrigins(request.origins, request.question, kept);
      return { question: kept, origins, ...unprepared };
    },
  });
}

/** Checks it whole and lays it into the outbox. @throws Refusal */
export async function sendRequest(call: RequestCall, edit: RequestEdit): Promise<void> {
  await change(call, edit, {
    event: 'send',
    journal: 'requestSent',
    work: async ({ trx, request, kind }) => {
      const form = await questionForm(trx, { kind, plugin: request.plugin }, call.session.organisation);
      checkQuestion(form, { question: request.question, now: call.now, complete: true, kind });
      const signing = await findSigning(trx, request);
      if (signing === 'faulty') throw badlySigned();
      if (signing === 'none') refuseUnsigned(kind);
      await queue(call, trx, request);
      return { errorCode: null, resultText: null };
    },
  });
}

/** Once more what did not go out, under the same name: what arrived after all is not asked twice. @throws Refusal */
export async function retryRequest(call: RequestCall, edit: RequestEdit): Promise<void> {
  await change(call, edit, {
    event: 'retry',
    journal: 'requestRetried',
    work: async ({ trx, request }) => {
      await repeatEntry(trx, { topic: requestTopic, ownerId: request.id }, call.now);
      return { errorCode: null, resultText: null };
    },
  });
}

/** Nothing more is expected of it; an answer that comes all the same is kept apart. @throws Refusal */
export async function cancelRequest(call: RequestCall, edit: RequestEdit): Promise<void> {
  await change(call, edit, {
    event: 'cancel',
    journal: 'requestCancelled',
    work: async ({ trx, request }) => {
      await dropEntry(trx, { topic: requestTopic, ownerId: request.id }, call.now);
      return {};
    },
  });
}

interface ChangeWork {
  readonly trx: AttachWork['trx'];
  readonly request: RequestRecord;
  readonly kind: RequestKind;
}

interface Change {
  readonly event: RequestEvent;
  /** Type of the journal's event. */
  readonly journal: string;
  /** What the journal keeps beside. */
  readonly facts?: JsonObject;
  readonly work: (work: ChangeWork) => Promise<RequestChanges>;
}

/** Through the application's door: its lock, the right to ask, the journal. */
export async function change(call: RequestCall, { id, version }: RequestEdit, plan: Change): Promise<void> {
  const { deps, session, now } = call;
  const found = await deps.database.inBodies(session.bodies, (trx) => findRequest(trx, id));
  if (found === undefined) throw noRequest();
  await execute(deps, session, {
    kind: 'attach',
    id: found.applicationId,
    what: 'request',
    event: plan.journal,
    write: async ({ trx, pinned }) => {
      const request = await lockRequest(trx, id);
      if (request === undefined) throw noRequest();
      if (request.version !== version) throw changed(request);
      const status = after(request.status, plan.event);
      if (status === undefined) throw notNow(request);
      const { kind, entry, type } = await getAsking(deps, trx, { pinned, entry: request.entry, variant: undefined });
      const changes = await plan.work({ trx, request, kind });
      await dropFormerPrepared(call, trx, { request, changes });
      await updateRequest(trx, { id, now }, { ...changes, status });
      const name = titleOf(entry.title ?? type.content.title, 'ru');
      return { request: id, name, from: request.status, to: status, ...plan.facts };
    },
  });
}

interface Changed {
  readonly request: RequestRecord;
  readonly changes: RequestChanges;
}

/** What was prepared before is no file of the request any more: it would be sent along with the others. */
async function dropFormerPrepared({ now }: RequestCall, trx: AttachWork['trx'], { request, changes }: Changed) {
  const { preparedFileId } = changes;
  if (preparedFileId === undefined || request.preparedFileId === null) return;
  if (preparedFileId !== request.preparedFileId) await markFileRemoved(trx, request.preparedFileId, now);
}

/** Lays it into the outbox, in the transaction of the change. @throws Refusal without a connection */
export function queue({ now }: RequestCall, trx: AttachWork['trx'], request: QueuedRequest): Promise<void> {
  const { id, organisationId, connectionId } = request;
  if (connectionId === null) throw connectionGone();
  return putEntry(trx, { topic: requestTopic, lane: connectionId, ownerId: id, organisationId, dueAt: now });
}

type QueuedRequest = Pick<RequestRecord, 'id' | 'organisationId' | 'connectionId'>;

function refuseClosed({ context }: AttachWork, { entry }: Asking): void {
  const reason = closedReason(entry, ruleContext(context));
  if (reason !== undefined) throw new Refusal('actionClosed', `Этот запрос сейчас не отправляют. ${reason}.`);
}

function refuseUnsigned({ signedBy }: RequestKind): void {
  if (signedBy === 'official') throw notSigned();
}

function notSigned(): Refusal {
  return new Refusal('stateConflict', 'Запрос ещё не подписан: подготовьте его и приложите подпись.');
}

function badlySigned(): Refusal {
  return new Refusal(
    'stateConflict',
    'Подпись запроса проверена и не верна: удалите её и приложите другую. Что с ней не так, написано у подписи.',
  );
}

async function notConnected(deps: Deps, trx: Transaction, { organisationId, plugin }: Wanted): Promise<Refusal> {
  const reason = (await disconnectedOf(deps, trx, organisationId))(plugin);
  return new Refusal('stateConflict', `${reason ?? 'Подключение ведомства только что изменено: повторите'}.`);
}

function connectionGone(): Refusal {
  return new Refusal('stateConflict', 'Подключения, которым шёл запрос, больше нет: отмените запрос и создайте новый.');
}

export function noRequest(): Refusal {
  return new Refusal('notFound', 'Запрос не найден: его нет, или он вам недоступен.');
}

function changed({ version, status }: RequestRecord): Refusal {
  const text = `Запрос уже изменился: сейчас он в состоянии «${statusTitles[status]}». Обновите страницу.`;
  return new Refusal('versionConflict', text, { current: { version, status } });
}

export function notNow({ status }: RequestRecord): Refusal {
  return new Refusal('stateConflict', `В состоянии «${statusTitles[status]}» с запросом этого сделать нельзя.`);
}
