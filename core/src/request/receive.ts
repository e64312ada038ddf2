import type { Delivery, Outcome, RequestKind } from '@reglament/sdk';
import type { StoredConnection } from '../connection/connection.model.ts';
import { databaseFault, type Transaction } from '../db.ts';
import { addDelivery, insertDelivery, type NewDelivery } from '../delivery/rows.ts';
import type { Deps } from '../deps.ts';
import { type KeptFile, type KeptFiles, keepAll } from '../file/commands.ts';
import { insertFile } from '../file/rows.ts';
import { droppedEntry } from '../outbox/rows.ts';
import { forgedWords } from '../signature/forged.ts';
import { requestTopic } from './commands.ts';
import { judgeOutcome } from './outcome.ts';
import type { RequestRecord } from './request.model.ts';
import { holdNamed, type Named, type Settling, settle } from './settle.ts';
import { kindOfRequest } from './type.ts';

/**
 * Takes one message about a request of ours: stored once, whatever it says, and only then acknowledged. A repeat changes
 * nothing; one that ends nothing (too late, unreadable, nobody's) is kept apart for a person.
 */
export async function takeDelivery(deps: Deps, stored: StoredConnection, delivery: Delivery): Promise<void> {
  const organisationId = stored.organisation?.id;
  if (organisationId === undefined) throw new Error('answers come over connections of a body');
  const kept = await keepAll(deps, delivery.files, { answered: true });
  const forged = delivery.verdicts.find(({ valid }) => !valid);
  const taking = { stored, organisationId, delivery, kept, forged: forged?.text };
  try {
    await keep(deps, taking);
  } catch (error) {
    // It would come again and again, and those behind it never.
    if (!isUnstorable(error)) throw error;
    await keep(deps, { ...taking, delivery: { ...delivery, outcome: unstorable } });
  }
  await delivery.ack(forged === undefined);
}

const unstorable: Outcome = {
  status: 'unreadable',
  reason: 'Ответ нельзя сохранить: в нём недопустимые знаки или слишком глубокая вложенность',
};

/** Characters that the database does not keep, or lists in lists so deep that nobody gets to their bottom. */
function isUnstorable(error: unknown): boolean {
  return error instanceof RangeError || databaseFault(error) === 'unstorable';
}

function keep(deps: Deps, taking: Taking): Promise<void> {
  return deps.database.inBodies([taking.organisationId], (trx) => write(deps, trx, taking));
}

interface Taking {
  readonly stored: StoredConnection;
  readonly organisationId: string;
  readonly delivery: Delivery;
  readonly kept: KeptFiles;
  /** What is wrong with its signature. */
  readonly forged: string | undefined;
}

async function write(deps: Deps, trx: Transaction, taking: Taking): Promise<void> {
  const { stored, organisationId, delivery, kept, forged } = taking;
  const now = deps.clock();
  const named = await namedBy(trx, taking);
  if (named?.came) return;
  const request = named?.request;
  const kind = request === undefined ? undefined : await kindOfRequest(deps, trx, request);
  const judged = judge({ request, kind, delivery, now, forged });
  const { messageId, original, outcome, verdicts } = delivery;
  const row: NewDelivery = {
    organisationId,
    connectionId: stored.id,
    messageId,
    kind: 'answer',
    requestId: request?.id ?? null,
    status: judged.status,
    reason: judged.reason,
    outcome,
    verdicts,
    original,
    receivedAt: now,
    emulated: stored.emulated,
    ...(judged.changes === undefined ? { files: kept.files } : {}),
  };
  if (named === undefined || request === undefined) {
    await insertDelivery(trx, row);
    return;
  }
  const held = { request, application: named.application, along: [addDelivery(row)], now };
  if (judged.changes === undefined) {
    const facts = { reason: judged.reason };
    await settle(trx, { ...held, event: 'requestAnswerKept', changes: { lastExchangeAt: now }, facts });
    return;
  }
  // The receipt that would have told it may never have come.
  const wire = request.messageId === null && delivery.sentAs !== undefined ? { messageId: delivery.sentAs } : {};
  const { emulated } = stored;
  const changes = { ...judged.changes, ...wire, emulated };
  await applyOutcome(trx, { ...held, event: judged.event, changes, kept, facts: emulated ? { emulated } : {} });
}

/** The request that the message names, if it was asked over this very connection. */
async function namedBy(trx: Transaction, { delivery, stored }: Taking): Promise<Named | undefined> {
  const { requestId, messageId } = delivery;
  if (requestId === undefined || !UUID.test(requestId)) return undefined;
  return holdNamed(trx, { id: requestId, connectionId: stored.id, messageId });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Judgement {
  readonly status: 'accepted' | 'late' | 'quarantine';
  readonly reason: string | null;
  readonly event: string;
  readonly changes?: Parameters<typeof settle>[1]['changes'];
}

interface Judging {
  readonly request: RequestRecord | undefined;
  readonly kind: RequestKind | undefined;
  readonly delivery: Delivery;
  readonly now: Date;
  readonly forged: string | undefined;
}

const eventNames = {
  answered: 'requestAnswered',
  interim: 'requestInterim',
  refused: 'requestRefused',
  unreadable: 'requestAnswerKept',
} as const;

function judge({ request, kind, delivery, now, forged }: Judging): Judgement {
  const event = eventNames[delivery.outcome.status];
  const apart = (reason: string): Judgement => ({ status: 'quarantine', reason, event });
  if (request === undefined) return apart('Такого запроса не отправляли через это подключение');
  if (forged !== undefined) return apart(forgedWords(forged, `Подпись ответа не верна: ${forged}`));
  const judged = judgeOutcome({ request, outcome: delivery.outcome, kind, now });
  if (judged.verdict === 'unfit') return apart(judged.reason);
  if (judged.verdict === 'late') return { status: 'late', reason: 'Запрос к этому времени уже завершён', event };
  return { status: 'accepted', reason: null, event, changes: judged.changes };
}

/** The files of an answer, its effect on the request, the journal: in the transaction that keeps the message. */
export async function applyOutcome(trx: Transaction, { kept, ...settling }: Applying): Promise<void> {
  const { request, now, changes } = settling;
  for (const file of kept.files) await insertFile(trx, fileRow(file, request, now));
  const resultText = [changes.resultText, ...kept.problems].join('. ');
  // An answer may come before the receipt: then there is nothing to be sent any more.
  const along = [...(settling.along ?? []), droppedEntry({ topic: requestTopic, ownerId: request.id }, now)];
  const facts = { files: kept.files.map(({ name }) => name), ...settling.facts };
  await settle(trx, { ...settling, changes: { ...changes, resultText }, facts, along });
}

type Applying = Settling & { readonly kept: KeptFiles };

/** How the journal calls what an outcome does. */
export function eventOfOutcome({ status }: Outcome): string {
  return eventNames[status];
}

function fileRow(file: KeptFile, { organisationId, applicationId, id }: RequestRecord, createdAt: Date) {
  const owner = { organisationId, applicationId, requestId: id, purpose: 'answer' as const };
  return { ...file, ...owner, documentCode: null, uploadedBy: null, createdAt };
}
