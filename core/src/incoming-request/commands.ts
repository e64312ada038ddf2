import type { JsonObject } from '@reglament/sdk';
import type { IncomingAnswer, RequestFileUpload } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { validateAnswers } from '../definition/compile.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { keepIncoming } from '../file/commands.ts';
import { attachOnce, type Brought } from '../file/upload/brought.ts';
import { checkForm } from '../form/check-form.ts';
import { putEntry } from '../outbox/rows.ts';
import type { Session } from '../session/session.ts';
import type { IncomingRecord } from './incoming-request.model.ts';
import { findIncoming, listIncomingFiles, lockIncoming } from './queries.ts';
import { insertIncomingFile, markIncomingFileRemoved, tellIncoming, updateIncoming } from './rows.ts';

export interface IncomingCall {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
  readonly requestId: string;
}

/** Topic of the outbox: one entry for each answer. */
export const replyTopic = 'reply';

const MOST_FILES = 20;

/** «Взять в работу»; from a colleague as well. @throws Refusal */
export async function takeIncomingRequest(call: IncomingCall, id: string, version: number): Promise<void> {
  await change(call, { id, version }, async (trx, incoming) => {
    refuseAnswered(incoming);
    await updateIncoming(trx, id, { status: 'inWork', executorId: call.session.user.id });
    return 'incomingTaken';
  });
}

/** The answer or the refusal, written into the outbox in the same transaction. @throws Refusal */
export async function answerIncomingRequest(call: IncomingCall, id: string, given: IncomingAnswer): Promise<void> {
  const { session, now } = call;
  await change(call, { id, version: given.version }, async (trx, incoming) => {
    refuseAnswered(incoming);
    const refuses = given.refuse === true;
    const answer = (given.answer ?? {}) as JsonObject;
    if (refuses) refuseSilence(given.text);
    else checkAnswer(incoming, answer, now);
    await updateIncoming(trx, id, {
      status: refuses ? 'refused' : 'answered',
      executorId: session.user.id,
      answer,
      answerText: given.text?.trim() ?? '',
      answeredBy: session.user.id,
      answeredAt: now,
    });
    const { organisationId, connectionId: lane } = incoming;
    await putEntry(trx, { topic: replyTopic, lane, ownerId: id, organisationId, dueAt: now });
    return refuses ? 'incomingRefused' : 'incomingAnswered';
  });
}

/** A file that goes with the answer. @throws Refusal */
export async function addIncomingFile(call: IncomingCall, id: string, bringing: AnswerFile): Promise<void> {
  await attachOnce(bringing.brought, () => attach(call, id, bringing));
}

interface AnswerFile {
  readonly brought: Brought;
  readonly upload: RequestFileUpload;
}

async function attach(call: IncomingCall, id: string, { brought, upload }: AnswerFile): Promise<string> {
  const { deps, session, now } = call;
  const { name, description } = upload;
  const file = await keepIncoming(deps, brought.source, {
    name,
    ...(description === undefined ? {} : { description }),
  });
  let fileId = '';
  await change(call, { id }, async (trx, incoming) => {
    refuseAnswered(incoming);
    if ((await listIncomingFiles(trx, id)).length >= MOST_FILES) {
      throw new Refusal('stateConflict', `К ответу приложено ${MOST_FILES} файлов, больше нельзя.`);
    }
    const { organisationId } = incoming;
    const place = { organisationId, incomingRequestId: id, side: 'answer', uploadedBy: session.user.id } as const;
    fileId = await insertIncomingFile(trx, { ...file, ...place, createdAt: now });
    await brought.settle(trx, { id: fileId, size: file.size });
    return 'incomingFileAdded';
  });
  return fileId;
}

/** @throws Refusal */
export async function removeIncomingFile(call: IncomingCall, id: string, fileId: string): Promise<void> {
  await change(call, { id }, async (trx, incoming) => {
    refuseAnswered(incoming);
    const file = (await listIncomingFiles(trx, id)).find((one) => one.id === fileId && one.side === 'answer');
    if (file === undefined) throw new Refusal('notFound', 'Файл не найден: он удалён или относится к другому запросу.');
    await markIncomingFileRemoved(trx, fileId, call.now);
    return 'incomingFileRemoved';
  });
}

interface Target {
  readonly id: string;
  /** Absent: nothing that somebody else has read can be overwritten. */
  readonly version?: number;
}

/** Under the row's lock; what was done goes on record with who did it. */
async function change(
  { deps, session, now, requestId }: IncomingCall,
  { id, version }: Target,
  work: (trx: Transaction, incoming: IncomingRecord) => Promise<string>,
): Promise<void> {
  const organisationId = session.organisation.id;
  const action = await deps.database.inBodies([organisationId], async (trx) => {
    const incoming = await lockIncoming(trx, id);
    if (incoming === undefined) throw noIncoming();
    refuseDestroyed(incoming);
    if (version !== undefined && version !== incoming.version) {
      const text = 'Запрос уже изменил другой сотрудник. Обновите страницу.';
      throw new Refusal('versionConflict', text, { current: { version: incoming.version, status: incoming.status } });
    }
    await tellIncoming(trx, { organisationId, incomingRequestId: id });
    return work(trx, incoming);
  });
  const who = { at: now, organisationId, userId: session.user.id, requestId };
  deps.accessLog.record({ ...who, action, subjectKind: 'incomingRequest', subjectId: id });
}

/** @throws Refusal notFound, also for one of another body */
export async function getIncoming({ deps, session }: IncomingCall, id: string): Promise<IncomingRecord> {
  const found = await deps.database.inBodies([session.organisation.id], (trx) => findIncoming(trx, id));
  if (found === undefined) throw noIncoming();
  return found;
}

function checkAnswer({ answerForm: form }: IncomingRecord, answers: JsonObject, now: Date): void {
  const context = { today: now.toISOString().slice(0, 10) };
  const problems = checkForm({ form, answers, context, validate: validateAnswers, complete: true });
  if (problems.length === 0) return;
  const placed = problems.map((one) => ({ ...one, pointer: `/answer${one.pointer}` }));
  throw new Refusal('invalidAnswers', 'Проверьте поля ответа и исправьте ошибки', { problems: placed });
}

function refuseSilence(text: string | undefined): void {
  if (text?.trim()) return;
  const message = 'Напишите, почему сведения не предоставляются';
  const problems = [{ field: 'text', pointer: '/text', code: 'required', message }];
  throw new Refusal('invalidAnswers', message, { problems });
}

function refuseDestroyed({ destroyedBy: act }: IncomingRecord): void {
  if (act === null) return;
  throw new Refusal('stateConflict', `Данные запроса уничтожены по акту № ${act}: с ним больше ничего не делают.`);
}

function refuseAnswered({ status }: IncomingRecord): void {
  if (status === 'new' || status === 'inWork') return;
  throw new Refusal('stateConflict', 'На этот запрос уже ответили: изменить ответ нельзя.');
}

function noIncoming(): Refusal {
  return new Refusal('notFound', 'Запрос не найден: его нет, или он другого ведомства.');
}
