import type { Transaction } from '../db.ts';
import { webhookTopic } from './rows.ts';

export interface WebhookRecord {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly events: string[];
  readonly services: string[];
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly waiting: number;
  readonly failed: number;
}

export interface Page {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Counts end at a thousand: a dead receiver may have very many. */
const count = (condition: string) => `(select count(*) from (select from outbox o where o.topic = '${webhookTopic}'
  and o.lane = webhook.id::text and o.done_at is null and ${condition} limit 1000) part)`;

/** The newest first; ids grow with time. The secret is not among the columns. */
export async function listWebhooks(
  trx: Transaction,
  organisationId: string,
  { id, after, limit }: Page & { readonly id?: string },
): Promise<WebhookRecord[]> {
  const query = trx('webhook')
    .where({ organisation_id: organisationId })
    .select<WebhookRecord[]>('id', 'title', 'url', 'events', 'services', 'enabled', 'created_at as createdAt')
    .select(
      trx.raw(`${count('o.failed_at is null')} as waiting`),
      trx.raw(`${count('o.failed_at is not null')} as failed`),
    )
    .orderBy('id', 'desc')
    .limit(limit);
  if (id !== undefined) query.where({ id });
  if (after !== undefined) query.where('id', '<', after);
  return query;
}

export interface DeliveryRecord {
  readonly id: string;
  readonly event: string;
  readonly applicationId: string | null;
  readonly status: number | null;
  readonly createdAt: Date;
  readonly tries: number;
  readonly dueAt: Date;
  readonly doneAt: Date | null;
  readonly failedAt: Date | null;
  readonly lastError: string | null;
}

export interface DeliveryPage extends Page {
  readonly webhookId: string;
  readonly organisationId: string;
  readonly state?: 'waiting' | 'delivered' | 'failed' | undefined;
}

export async function listDeliveries(trx: Transaction, page: DeliveryPage): Promise<DeliveryRecord[]> {
  const query = trx('webhook_delivery as d')
    .join('outbox as o', (on) => on.on('o.owner_id', 'd.id').andOnVal('o.topic', webhookTopic))
    .where({ 'd.webhook_id': page.webhookId, 'd.organisation_id': page.organisationId })
    .select<DeliveryRecord[]>({
      id: 'd.id',
      event: 'd.event',
      applicationId: 'd.application_id',
      status: 'd.status',
      createdAt: 'd.created_at',
      tries: 'o.tries',
      dueAt: 'o.due_at',
      doneAt: 'o.done_at',
      failedAt: 'o.failed_at',
      lastError: 'o.last_error',
    })
    .orderBy('d.id', 'desc')
    .limit(page.limit);
  if (page.after !== undefined) query.where('d.id', '<', page.after);
  if (page.state === 'delivered') query.whereNotNull('o.done_at');
  if (page.state === 'failed') query.whereNotNull('o.failed_at');
  if (page.state === 'waiting') query.whereNull('o.done_at').whereNull('o.failed_at');
  return query;
}

export async function hasDelivery(
  trx: Transaction,
  { id, webhookId, organisationId }: { id: string; webhookId: string; organisationId: string },
): Promise<boolean> {
  const found = await trx('webhook_delivery')
    .where({ id, webhook_id: webhookId, organisation_id: organisationId })
    .first('id');
  return found !== undefined;
}

export interface Outgoing {
  readonly id: string;
  readonly event: string;
  readonly at: Date;
  readonly data: Record<string, unknown>;
  readonly webhookId: string;
  readonly url: string;
  readonly enabled: boolean;
  /** Sealed. */
  readonly secret: Buffer;
}

/** What is to be sent, to where; undefined when the subscription was deleted meanwhile. */
export async function findOutgoing(trx: Transaction, id: string): Promise<Outgoing | undefined> {
  return trx('webhook_delivery as d')
    .join('webhook as w', 'w.id', 'd.webhook_id')
    .where('d.id', id)
    .first<Outgoing | undefined>({
      id: 'd.id',
      event: 'd.event',
      at: 'd.created_at',
      data: 'd.data',
      webhookId: 'w.id',
      url: 'w.url',
      enabled: 'w.enabled',
      secret: 'w.secret',
    });
}
