import type { Transaction } from '../db.ts';

/** Of the entries in the outbox; a trigger on `application` names it too. */
export const webhookTopic = 'webhook';

export interface NewWebhookRow {
  readonly id: string;
  readonly organisationId: string;
  readonly title: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly services: readonly string[];
  /** Sealed. */
  readonly secret: Buffer;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export async function newWebhookId(trx: Transaction): Promise<string> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>('select new_id() as id');
  return rows[0]?.id ?? '';
}

export async function insertWebhook(trx: Transaction, row: NewWebhookRow): Promise<void> {
  await trx('webhook').insert({
    id: row.id,
    organisation_id: row.organisationId,
    title: row.title,
    url: row.url,
    events: [...row.events],
    services: [...row.services],
    secret: row.secret,
    created_by: row.createdBy,
    created_at: row.createdAt,
  });
}

export interface WebhookPlace {
  readonly id: string;
  readonly organisationId: string;
}

export interface WebhookChanges {
  readonly title?: string;
  readonly url?: string;
  readonly events?: string[];
  readonly services?: string[];
  readonly secret?: Buffer;
  readonly enabled?: boolean;
}

/** False when the body has no such webhook. */
export async function updateWebhook(trx: Transaction, place: WebhookPlace, changes: WebhookChanges): Promise<boolean> {
  const changed = await trx('webhook')
    .where({ id: place.id, organisation_id: place.organisationId })
    .update({ ...changes });
  return changed === 1;
}

/**
 * With its deliveries, the waiting ones too. As the owner, since nobody else deletes from the outbox. An entry goes before its
 * delivery, as whoever sends holds the entry and then writes into the delivery: the other way round both would wait for each other.
 */
export async function deleteWebhook(trx: Transaction, { id, organisationId }: WebhookPlace): Promise<boolean> {
  // Under its lock nothing new comes into the lane.
  const found = await trx('webhook').where({ id, organisation_id: organisationId }).forUpdate().first('id');
  if (found === undefined) return false;
  await trx.raw(
    'delete from outbox where id in (select id from outbox where topic = ? and lane = ? order by id for update)',
    [webhookTopic, id],
  );
  await trx('webhook').where({ id }).delete();
  return true;
}

export interface NewDelivery extends WebhookPlace {
  readonly event: string;
  readonly at: Date;
}

export async function insertPing(trx: Transaction, { id, organisationId, event, at }: NewDelivery): Promise<string> {
  const [row] = await trx('webhook_delivery')
    .insert({ organisation_id: organisationId, webhook_id: id, event, data: {}, created_at: at })
    .returning<{ id: string }[]>('id');
  if (row === undefined) throw new Error('the delivery was not stored');
  return row.id;
}

export async function updateAnswer(trx: Transaction, id: string, status: number | null): Promise<void> {
  await trx('webhook_delivery').where({ id }).update({ status });
}

/** As the owner: settled deliveries of all bodies that are older, with their entries in the outbox, in the same order as above. */
export async function deleteDeliveriesBefore(trx: Transaction, before: Date): Promise<void> {
  await trx.raw(
    `with held as (
       select o.id from outbox o join webhook_delivery d on d.id = o.owner_id
         where o.topic = ? and d.created_at < ? and (o.done_at is not null or o.failed_at is not null)
         order by o.id for update of o
     ), old as (
       delete from outbox o using held where o.id = held.id returning o.owner_id
     )
     delete from webhook_delivery d using old where d.id = old.owner_id`,
    [webhookTopic, before],
  );
}
