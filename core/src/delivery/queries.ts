import type { Outcome, SignatureVerdict } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import { prepared, type Statement } from '../db-batch.ts';
import { type DeskSearch, daysCondition, MOST_COUNTED } from '../exchange/desk-search.ts';
import type { KeptFile } from '../file/commands.ts';

/** A message that was kept apart, as a person sees it. */
export interface DeliveryRow {
  readonly id: string;
  readonly connection: string;
  readonly plugin: string;
  readonly messageId: string;
  readonly kind: string;
  readonly sender: string | null;
  /** It asks for something that a person may have carried out. */
  readonly releasable: boolean;
  readonly status: 'accepted' | 'late' | 'quarantine' | 'resolved';
  readonly reason: string | null;
  /** That it is about, or whose request it is about. */
  readonly application: { readonly id: string; readonly number: string | null } | null;
  readonly receivedAt: Date;
  readonly resolution: string | null;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly forgottenAt: Date | null;
}

/** Which messages of the bodies of the transaction are looked for. */
export interface KeptMessages {
  readonly status: DeliveryRow['status'];
  readonly search: DeskSearch;
}

export interface DeliveryPage extends KeptMessages {
  /** Id of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

const wanted = `d.status = :status and (:connection::uuid is null or d.connection_id = :connection::uuid)
       and (:words::text is null or concat_ws(' ', d.reason, d.message_id, a.number) ilike :words)
       and ${daysCondition('d.received_at')}`;

/** How many there are, a thousand at most. */
export async function countDeliveries(trx: Transaction, { status, search }: KeptMessages): Promise<number> {
  const { rows } = await trx.raw(
    `select count(*)::int as count from (select from delivery d left join request r on r.id = d.request_id
       left join application a on a.id = coalesce(r.application_id, d.application_id) where ${wanted} limit ${MOST_COUNTED}) as few`,
    { status, ...search },
  );
  return rows[0].count;
}

/** The newest first; ids grow with time, so they are the cursor. */
export async function listDeliveries(trx: Transaction, page: DeliveryPage): Promise<DeliveryRow[]> {
  const { rows } = await trx.raw(
    `select d.id, c.title as connection, c.plugin, d.message_id as "messageId", d.kind, d.sender,
       d.command is not null as releasable, d.status, d.reason,
       case when a.id is not null then jsonb_build_object('id', a.id, 'number', a.number) end as application,
       d.received_at as "receivedAt", d.resolution, d.resolved_at as "resolvedAt", d.forgotten_at as "forgottenAt",
       nullif(concat_ws(' ', u.surname, u.name, u.patronymic), '') as "resolvedBy"
     from delivery d join connection c on c.id = d.connection_id
       left join request r on r.id = d.request_id left join application a on a.id = coalesce(r.application_id, d.application_id)
       left join user_account u on u.id = d.resolved_by
     where ${wanted} and (:after::uuid is null or d.id < :after::uuid) order by d.id desc limit :limit`,
    { status: page.status, ...page.search, limit: page.limit, after: page.after ?? null },
  );
  return rows;
}

/** As it came, byte by byte; `forgottenAt`: until its term was over. */
export interface Original {
  readonly bytes: Buffer;
  readonly forgottenAt: Date | null;
}

export async function findOriginal(trx: Transaction, id: string): Promise<Original | undefined> {
  return trx('delivery').where({ id }).first({ bytes: 'original', forgottenAt: 'forgotten_at' });
}

/** A message about one request, as its card shows it. */
export interface RequestDeliveryRow {
  readonly id: string;
  readonly receivedAt: Date;
  readonly status: DeliveryRow['status'];
  readonly reason: string | null;
  readonly size: number;
  readonly forgottenAt: Date | null;
  readonly verdicts: readonly { readonly valid: boolean; readonly text: string }[];
}

/** More than any request or application ever gets; the rest is seen at the exchange desk. */
const MOST_OF_ONE = 100;

/** A message of the portal about one application: what it brought, by its kind. */
export interface PortalDeliveryRow extends RequestDeliveryRow {
  readonly kind: 'application' | 'correction' | 'cancel' | 'text';
}

const seenOnCard = `id, received_at as "receivedAt", status, reason, length(original) as size, forgotten_at as "forgottenAt",
       (select coalesce(jsonb_agg(jsonb_build_object('valid', v -> 'valid', 'text', v -> 'text')), '[]')
         from jsonb_array_elements(verdicts) v) as verdicts`;

/** What came about a request, the oldest first. */
export async function listDeliveriesOf(trx: Transaction, requestId: string): Promise<RequestDeliveryRow[]> {
  const { rows } = await trx.raw(`select ${seenOnCard} from delivery where request_id = ? order by id limit ?`, [
    requestId,
    MOST_OF_ONE,
  ]);
  return rows;
}

/** What came about an application from its portal, the oldest first. */
export async function listPortalDeliveries(trx: Transaction, applicationId: string): Promise<PortalDeliveryRow[]> {
  const { rows } = await trx.raw(
    `select ${seenOnCard}, kind from delivery where application_id = ? order by id limit ?`,
    [applicationId, MOST_OF_ONE],
  );
  return rows;
}

export async function findOriginalOf(
  trx: Transaction,
  { id, ...of }: { readonly id: string } & ({ readonly requestId: string } | { readonly applicationId: string }),
): Promise<Original | undefined> {
  const owner = 'requestId' in of ? { request_id: of.requestId } : { application_id: of.applicationId };
  return trx('delivery')
    .where({ id, ...owner })
    .first({ bytes: 'original', forgottenAt: 'forgotten_at' });
}

const cameBefore = prepared('delivery_came', 'select from delivery where connection_id = $1::uuid and message_id = $2');

/** A row when the message has come before. */
export function askDelivery(connectionId: string, messageId: string): Statement {
  return cameBefore(connectionId, messageId);
}

/** An answer that was kept apart, with all that is needed to give it to its request. */
export interface ApartAnswer {
  readonly id: string;
  readonly connectionId: string;
  readonly original: Buffer;
  readonly outcome: Outcome | null;
  readonly verdicts: readonly SignatureVerdict[];
  readonly files: readonly KeptFile[];
  readonly emulated: boolean;
}

/** Undefined when it is none, or somebody has dealt with it. */
export async function findApartAnswer(trx: Transaction, id: string): Promise<ApartAnswer | undefined> {
  const row = await trx('delivery')
    .where({ id, status: 'quarantine', kind: 'answer' })
    .first('id', 'original', 'outcome', 'verdicts', 'files', 'emulated', { connectionId: 'connection_id' });
  return row && { ...row, emulated: row.emulated ?? false };
}
