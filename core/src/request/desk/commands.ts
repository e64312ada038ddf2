import type { Outcome, Reread } from '@reglament/sdk';
import type { Transaction } from '../../db.ts';
import { type ApartAnswer, findApartAnswer } from '../../delivery/queries.ts';
import { markAssigned } from '../../delivery/rows.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import type { Session } from '../../session/session.ts';
import { forgedWords } from '../../signature/forged.ts';
import { noRequest, notNow } from '../commands.ts';
import { after } from '../life.ts';
import { judgeOutcome } from '../outcome.ts';
import { findIdByNumber, findRequestPlace } from '../queries.ts';
import { applyOutcome, eventOfOutcome } from '../receive.ts';
import type { RequestRecord } from '../request.model.ts';
import { holdRequest, settle } from '../settle.ts';
import { kindOfRequest } from '../type.ts';

/** By whoever looks after the exchange, who need not see the application. @throws Refusal when it is not stopped */
export async function reopenRequest(
  trx: Transaction,
  id: string,
  { actorId, now }: { readonly actorId: string; readonly now: Date },
): Promise<void> {
  const request = await hold(trx, id);
  const status = after(request.status, 'retry');
  if (status === undefined) throw notNow(request);
  const changes = { status, errorCode: null, resultText: null };
  await settle(trx, { request, now, event: 'requestRetried', changes, actorId });
}

/** Not to be tried any more, by whoever looks after the exchange: it stands as what did not go. @throws Refusal */
export async function stopRequest(
  trx: Transaction,
  id: string,
  { actorId, now, reason }: { readonly actorId: string; readonly now: Date; readonly reason: string },
): Promise<void> {
  const request = await hold(trx, id);
  const status = after(request.status, 'fail');
  if (status === undefined) throw notNow(request);
  const changes = { status, errorCode: 'stopped', resultText: reason };
  await settle(trx, { request, now, event: 'requestFailed', changes, actorId, facts: { comment: reason } });
}

/** Under the locks of its application and of itself. @throws Refusal when there is none in these bodies */
async function hold(trx: Transaction, id: string): Promise<RequestRecord> {
  const place = await findRequestPlace(trx, id);
  const request = place && (await holdRequest(trx, { id, applicationId: place.applicationId }));
  if (request === undefined) throw noRequest();
  return request;
}

export interface Assigning {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

export interface Assignment {
  /** Number of the request that the message belongs to. */
  readonly request: number;
  /** What the person has found out. */
  readonly resolution: string;
}

/**
 * A person says whose answer a message is that was kept apart. It is read once more where the plugin can, fits the request as
 * any answer does, and has the same effect. One whose signature does not hold never has. @throws Refusal
 */
export async function assignDelivery(call: Assigning, deliveryId: string, given: Assignment): Promise<void> {
  const { deps, session } = call;
  const bodies = [session.organisation.id];
  const { message, requestId } = await deps.database.inBodies(bodies, async (trx) => ({
    message: await findApartAnswer(trx, deliveryId),
    requestId: await findIdByNumber(trx, given.request),
  }));
  if (message === undefined) throw dealtWith();
  if (requestId === undefined) throw new Refusal('notFound', `Запроса № ${given.request} нет: проверьте номер.`);
  const outcome = await readAgain(deps, message, requestId);
  await deps.database.inBodies(bodies, (trx) => give(call, trx, { message, requestId, outcome, given }));
}

/** By the plugin as it is now; what it read at first stands where it cannot read again. */
async function readAgain(deps: Deps, message: ApartAnswer, requestId: string): Promise<Outcome> {
  const read: Reread | undefined = await deps.connections.use(message.connectionId, async ({ connection }) =>
    connection.read?.(message.original, requestId),
  );
  // Neither what was found at first nor what is found now is passed over.
  const forged = [...message.verdicts, ...(read?.verdicts ?? [])].find(({ valid }) => !valid);
  if (forged !== undefined) {
    const { text } = forged;
    const told = forgedWords(text, `Подпись ответа не верна: ${text}`);
    throw new Refusal('stateConflict', `${told}. Такой ответ запросу не назначают.`);
  }
  const outcome = read?.outcome ?? message.outcome;
  if (outcome === null || outcome.status === 'unreadable') {
    const reason = outcome?.reason ?? 'модуль не умеет читать такие сообщения';
    throw new Refusal('stateConflict', `Сообщение нельзя прочитать: ${reason}. Приложите ответ к запросу вручную.`);
  }
  return outcome;
}

interface Giving {
  readonly message: ApartAnswer;
  readonly requestId: string;
  readonly outcome: Outcome;
  readonly given: Assignment;
}

async function give(call: Assigning, trx: Transaction, { message, requestId, outcome, given }: Giving): Promise<void> {
  const { deps, session, now } = call;
  const request = await hold(trx, requestId);
  if (request.connectionId !== message.connectionId) {
    throw new Refusal('stateConflict', `Запрос № ${given.request} отправлен через другое подключение.`);
  }
  const kind = await kindOfRequest(deps, trx, request);
  const judged = judgeOutcome({ request, outcome, kind, now });
  if (judged.verdict === 'unfit') throw new Refusal('stateConflict', `${judged.reason}.`);
  if (judged.verdict === 'late') throw notNow(request);
  const resolution = given.resolution.trim();
  const { emulated } = message;
  const by = { requestId, resolution, userId: session.user.id, now };
  if (!(await markAssigned(trx, message.id, by))) throw dealtWith();
  await applyOutcome(trx, {
    ...{ request, now, actorId: session.user.id, event: eventOfOutcome(outcome) },
    changes: { ...judged.changes, emulated },
    kept: { files: message.files, problems: [] },
    facts: { comment: resolution, delivery: message.id, ...(emulated ? { emulated } : {}) },
  });
}

function dealtWith(): Refusal {
  return new Refusal('notFound', 'Этого ответа среди отложенных нет: он уже разобран. Обновите список.');
}
