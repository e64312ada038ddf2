import { openAddressGuard } from '../address-guard.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { putEntry, repeatEntry } from '../outbox/rows.ts';
import { openSecretBox, type SecretBox } from '../secret-box.ts';
import type { Session } from '../session/session.ts';
import { addressProblem } from './address.ts';
import { pingEvent } from './event.ts';
import { hasDelivery, listWebhooks } from './queries.ts';
import * as rows from './rows.ts';

/** Who does it, in which body, when. */
export interface WebhookWork {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

export interface NewWebhook {
  readonly title: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly services?: readonly string[];
  readonly secret: string;
}

export function webhookSecrets(secretKey: string): SecretBox {
  return openSecretBox(secretKey, 'webhook');
}

/** @throws Refusal */
export async function createWebhook({ deps, session, now }: WebhookWork, webhook: NewWebhook): Promise<string> {
  const { title, url, events, services = [] } = webhook;
  checkUrl(deps, url);
  checkServices(deps, services);
  const box = webhookSecrets(deps.config.secretKey);
  return deps.database.inBodies([session.organisation.id], async (trx) => {
    const id = await rows.newWebhookId(trx);
    const by = { organisationId: session.organisation.id, createdBy: session.user.id, createdAt: now };
    const secret = box.seal(webhook.secret, id);
    await rows.insertWebhook(trx, { id, title, url, events: [...new Set(events)], services, secret, ...by });
    return id;
  });
}

export type WebhookChange = Partial<NewWebhook> & { readonly enabled?: boolean };

/** @throws Refusal */
export async function changeWebhook(work: WebhookWork, id: string, change: WebhookChange): Promise<void> {
  const { deps, session } = work;
  const { title, url, events, services, secret, enabled } = change;
  if (url !== undefined) checkUrl(deps, url);
  checkServices(deps, services ?? []);
  const changes = {
    ...(title === undefined ? {} : { title }),
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events: [...new Set(events)] }),
    ...(services === undefined ? {} : { services: [...services] }),
    ...(secret === undefined ? {} : { secret: webhookSecrets(deps.config.secretKey).seal(secret, id) }),
    ...(enabled === undefined ? {} : { enabled }),
  };
  const place = { id, organisationId: session.organisation.id };
  const found = await deps.database.inBodies([place.organisationId], (trx) => rows.updateWebhook(trx, place, changes));
  if (!found) throw missing();
}

/** @throws Refusal notFound */
export async function removeWebhook({ deps, session }: WebhookWork, id: string): Promise<void> {
  const place = { id, organisationId: session.organisation.id };
  if (!(await deps.database.asOwner((trx) => rows.deleteWebhook(trx, place)))) throw missing();
}

/** A delivery that says nothing, to see whether the receiver answers. @throws Refusal notFound */
export async function pingWebhook({ deps, session, now }: WebhookWork, id: string): Promise<string> {
  const organisationId = session.organisation.id;
  return deps.database.inBodies([organisationId], async (trx) => {
    const [found] = await listWebhooks(trx, organisationId, { id, limit: 1 });
    if (found === undefined) throw missing();
    const ownerId = await rows.insertPing(trx, { id, organisationId, event: pingEvent, at: now });
    await putEntry(trx, { organisationId, topic: rows.webhookTopic, lane: id, ownerId, dueAt: now });
    return ownerId;
  });
}

/** Once more, with all tries, whatever came of it before. @throws Refusal */
export async function resendDelivery(work: WebhookWork, webhookId: string, id: string): Promise<void> {
  const { deps, session, now } = work;
  const organisationId = session.organisation.id;
  await deps.database.inBodies([organisationId], async (trx) => {
    if (!(await hasDelivery(trx, { id, webhookId, organisationId }))) {
      throw new Refusal('notFound', 'Такой доставки у этой подписки нет.');
    }
    if (!(await repeatEntry(trx, { topic: rows.webhookTopic, ownerId: id }, now))) {
      throw new Refusal('stateConflict', 'Доставка ещё идёт: дождитесь её исхода, следующая попытка назначена.');
    }
  });
}

function checkUrl({ config }: Deps, url: string): void {
  const message = addressProblem(url, openAddressGuard(config.privateNetworks));
  if (message === undefined) return;
  throw new Refusal('invalidBody', message, {
    problems: [{ field: 'url', pointer: '/url', code: 'address', message }],
  });
}

function checkServices({ definitions }: Deps, codes: readonly string[]): void {
  const unknown = codes.find((code) => definitions.findLatest('service', code) === undefined);
  if (unknown !== undefined)
    throw new Refusal('unknownService', `Услуги «${unknown}» нет. Укажите код услуги из списка.`);
}

function missing(): Refusal {
  return new Refusal('notFound', 'Такой подписки в вашем ведомстве нет.');
}
