import type { ApplicationRecord } from '../application/application.model.ts';
import { lockApplication, lockApplicationOf } from '../application/queries.ts';
import type { Transaction } from '../db.ts';
import { type Statement, together } from '../db-batch.ts';
import { askDelivery } from '../delivery/queries.ts';
import { announce } from '../events/rows.ts';
import { addEvent } from '../journal/rows.ts';
import { tellStaff } from '../staff-notice/commands.ts';
import { lockRequest, lockRequestOver } from './queries.ts';
import type { RequestRecord } from './request.model.ts';
import { changeRequest, type RequestChanges } from './rows.ts';

export interface Settling {
  readonly request: RequestRecord;
  readonly now: Date;
  /** Type of the journal's event. */
  readonly event: string;
  readonly changes: RequestChanges;
  /** Absent: the exchange itself did it. */
  readonly actorId?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** As it is under its lock, where it was read with the request. */
  readonly application?: ApplicationRecord;
  /** What is written in the same message, before. */
  readonly along?: readonly Statement[];
}

/** Application first, then the request: the order in which a person's command takes its locks as well. */
export async function holdRequest(
  trx: Transaction,
  { id, applicationId }: { readonly id: string; readonly applicationId: string },
): Promise<RequestRecord | undefined> {
  await lockApplication(trx, applicationId);
  return lockRequest(trx, id);
}

interface Naming {
  readonly id: string;
  readonly connectionId: string;
  readonly messageId: string;
}

export interface Named {
  readonly application: ApplicationRecord;
  readonly request: RequestRecord;
  /** The message that names it has had its effect before. */
  readonly came: boolean;
}

/** The same for a message about it, in one message there and one back; undefined: nothing of that name was asked over the connection. */
export async function holdNamed(trx: Transaction, { id, connectionId, messageId }: Naming): Promise<Named | undefined> {
  const [[application], , [request], came] = await together(trx, [
    lockApplicationOf(id, connectionId),
    ...lockRequestOver(id, connectionId),
    askDelivery(connectionId, messageId),
  ]);
  return application && request && { application, request, came: came.length > 0 };
}

/** What the exchange has brought: row, journal of the application, announcement. */
export async function settle(trx: Transaction, settling: Settling): Promise<void> {
  const { request, now, event, changes, facts, actorId = null, along = [] } = settling;
  const { applicationId, organisationId } = request;
  const payload = { request: request.id, from: request.status, to: changes.status ?? request.status, ...facts };
  const application = settling.application ?? (await lockApplication(trx, applicationId));
  if (application === undefined) throw new Error(`request ${request.id} has no application`);
  const { version, state } = application;
  await together(trx, [
    ...along,
    changeRequest({ id: request.id, now }, changes),
    addEvent({ applicationId, organisationId, type: event, actorId, at: now, payload }),
    announce({ organisationId, applicationId, version, state }),
  ]);
  const told = Object.hasOwn(notices, event) ? notices[event as keyof typeof notices] : undefined;
  if (told === undefined) return;
  const { departmentId, serviceCode, executorId, number } = application;
  const audience = { organisationId, departmentId, serviceCode, functions: [], executorId };
  const text = `${told} по заявке № ${number ?? 'без номера'} (запрос № ${request.number})`;
  await tellStaff(trx, audience, { applicationId, kind: event as keyof typeof notices, text, createdAt: now });
}

/** What the executor waits for, or has to do something about. */
const notices = {
  requestAnswered: 'Получен ответ на запрос',
  requestRefused: 'Поставщик отказал в сведениях',
  requestFailed: 'Запрос не ушёл: откройте его и отправьте ещё раз',
  requestAnswerKept: 'Ответ на запрос отложен для разбора',
} as const;
