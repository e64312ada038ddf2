import { lockApplication } from '../application/queries.ts';
import type { Transaction } from '../db.ts';
import { together } from '../db-batch.ts';
import { announce } from '../events/rows.ts';
import { addEvent } from '../journal/rows.ts';
import { tellStaff } from '../staff-notice/commands.ts';
import { lockRequest } from './queries.ts';
import type { RequestRecord } from './request.model.ts';
import { type RequestChanges, updateRequest } from './rows.ts';

export interface Settling {
  readonly request: RequestRecord;
  readonly now: Date;
  /** Type of the journal's event. */
  readonly event: string;
  readonly changes: RequestChanges;
  /** Absent: the exchange itself did it. */
  readonly actorId?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Application first, then the request: the order in which a person's command takes its locks as well. */
export async function holdRequest(
  trx: Transaction,
  { id, applicationId }: { readonly id: string; readonly applicationId: string },
): Promise<RequestRecord | undefined> {
  await lockApplication(trx, applicationId);
  return lockRequest(trx, id);
}

/** What the exchange has brought: row, journal of the application, announcement. */
export async function settle(trx: Transaction, settling: Settling): Promise<void> {
  const { request, now, event, changes, facts, actorId = null } = settling;
  await updateRequest(trx, { id: request.id, now }, changes);
  const { applicationId, organisationId } = request;
  const payload = { request: request.id, from: request.status, to: changes.status ?? request.status, ...facts };
  const application = await lockApplication(trx, applicationId);
  if (application === undefined) throw new Error(`request ${request.id} has no application`);
  const { version, state } = application;
  await together(trx, [
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
