import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { ApplicationCard, RequestView } from '../../core/src/api.gen.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { plugins as shipped } from '../../plugins/index.ts';
import type { Emulator, JsonObject } from '../../plugins/sdk/src/index.ts';
import { plugin as registry } from '../plugins/registry/plugin.js';
import { publishService, publishText } from './clock-definitions.ts';
import { act, createApplication, expected, personNumber } from './factories.ts';
import type { Client } from './http-client.ts';
import { startServer, type TestServer } from './server.ts';

const tuning = {
  ...usualTuning,
  breaker: { failures: 3, pause: 60_000, longest: 60_000 },
  patience: { first: 50, longest: 50, most: 1_000 },
  callTimeout: 2_000,
  pollShortest: 50,
  pollLongest: 200,
};

/** A server that asks the registry of the tests over real HTTP. */
export interface RegistryDesk {
  readonly server: TestServer;
  readonly emulator: Emulator<{ url: string; token: string }>;
  readonly admin: Client;
  close(): Promise<void>;
}

/** The body «arch» joined to the registry, with the types of requests `registryExtract` and `registryState`. */
export async function openRegistryDesk(): Promise<RegistryDesk> {
  const open = registry.emulator;
  if (open === undefined) throw new Error('the registry has an emulator');
  const emulator = await open({ now: () => new Date() });
  const env = { PRIVATE_NETWORKS: '127.0.0.0/8' };
  const server = await startServer({ plugins: [...shipped, registry], tuning, env });
  const type = { format: 1, kind: 'requestType', plugin: registry.id };
  await publishText(server, 'requestType', {
    ...{ ...type, code: 'registryExtract', title: 'Выписка из реестра', requestKind: 'extract' },
  });
  await publishText(server, 'requestType', {
    ...{ ...type, code: 'registryState', title: 'Состояние реестра', requestKind: 'state' },
  });
  const admin = await server.login('admin');
  const connection = { plugin: registry.id, code: 'registry', title: 'Реестр', settings: emulator.config };
  expected(await admin.post('/api/admin/connections', connection), 201);
  const close = async () => {
    await server.close();
    await emulator.close();
  };
  return { server, emulator, admin, close };
}

/** The shipped service under a code of its own, with these requests. */
export function publishAsking(desk: RegistryDesk, code: string, changes: Record<string, unknown>): Promise<void> {
  return publishService(desk.server, { code, ...changes });
}

/** A registered case that its creator works on. */
export async function askingCase(
  clerk: Client,
  service: string,
  changes: Record<string, unknown> = {},
): Promise<ApplicationCard> {
  const draft = await createApplication(clerk, { service, applicant: personNumber(1), ...changes });
  return act(clerk, draft, ['register', {}]);
}

interface Asked {
  readonly entry: string;
  readonly question?: JsonObject;
}

/** Sends a request and waits for what comes of it. */
export async function askUntil(
  clerk: Client,
  card: Pick<ApplicationCard, 'id'>,
  { entry, question = {}, status = 'answered' }: Asked & { readonly status?: RequestView['status'] },
): Promise<RequestView> {
  const body = { entry, key: randomUUID(), question, send: true };
  const { id } = expected(await clerk.post(`/api/applications/${card.id}/requests`, body), 201);
  return requestUntil(clerk, id, status);
}

/** The request as soon as it has come to this status. */
export function requestUntil(clerk: Client, id: string, status: RequestView['status']): Promise<RequestView> {
  return vi.waitFor(
    async () => {
      const view: RequestView = expected(await clerk.get(`/api/requests/${id}`));
      if (view.status !== status) throw new Error(`${view.status} instead of ${status}: ${view.resultText}`);
      return view;
    },
    { timeout: 30_000, interval: 50 },
  );
}
