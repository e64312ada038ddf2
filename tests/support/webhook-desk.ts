import { createHmac } from 'node:crypto';
import { expect, onTestFinished, vi } from 'vitest';
import { expected } from './factories.ts';
import type { Client } from './http-client.ts';
import { startServer, type TestServer } from './server.ts';
import { type Received, type Receiver, startReceiver } from './webhook-receiver.ts';

export const signatureKey = 'ключ подписи, 16 символов';

/** A server, the other side of its webhooks, and the hands of an administrator. */
export interface WebhookDesk {
  readonly server: TestServer;
  readonly receiver: Receiver;
  readonly admin: Client;
  readonly registrar: Client;
  /** For this test; by default to new applications. */
  subscribe(path: string, changes?: Record<string, unknown>): Promise<{ id: string }>;
  // biome-ignore lint/suspicious/noExplicitAny: views of deliveries
  deliveries(id: string, query?: string): Promise<any[]>;
  /** Waits until the newest delivery looks so, with no try under way. */
  // biome-ignore lint/suspicious/noExplicitAny: views of deliveries
  settled(id: string, wanted: Record<string, unknown>): Promise<any>;
  /** Waits until so many have come to this path. */
  arrived(path: string, count: number): Promise<readonly Received[]>;
  close(): Promise<void>;
}

const patience = { timeout: 30_000, interval: 50 };

export async function openWebhookDesk(): Promise<WebhookDesk> {
  const receiver = await startReceiver();
  const server = await startServer({ env: { WEBHOOK_TIMEOUT: '1' } });
  const admin = await server.login('admin');
  const registrar = await server.login('registrar');
  const deliveries = async (id: string, query = '') =>
    expected(await admin.get(`/api/admin/webhooks/${id}/deliveries${query}`)).items;
  return {
    server,
    receiver,
    admin,
    registrar,
    deliveries,
    async subscribe(path, changes = {}) {
      const wish = { title: 'Портал', url: `${receiver.url}${path}`, events: ['application.created'] };
      const body = { ...wish, secret: signatureKey, ...changes };
      const webhook = expected(await admin.post('/api/admin/webhooks', body), 201);
      onTestFinished(async () => void (await admin.delete(`/api/admin/webhooks/${webhook.id}`)));
      return webhook;
    },
    settled: (id, wanted) =>
      vi.waitFor(async () => {
        const [one] = await deliveries(id);
        expect(one).toMatchObject(wanted);
        // One that is being sent at this moment waits too, but its next try is not fixed yet.
        if (one.state === 'waiting') expect(Date.parse(one.nextTryAt)).toBeGreaterThan(server.clock.now().getTime());
        return one;
      }, patience),
    arrived: (path, count) =>
      vi.waitFor(() => {
        expect(receiver.at(path).length).toBeGreaterThanOrEqual(count);
        return receiver.at(path);
      }, patience),
    async close() {
      await server.close();
      await receiver.close();
    },
  };
}

/** As the documentation tells the receiver to do. */
export function isSigned({ headers, body }: Received): boolean {
  const [, time = '', mac = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-reglament-signature'])) ?? [];
  return createHmac('sha256', signatureKey).update(`${time}.${body}`).digest('hex') === mac;
}
