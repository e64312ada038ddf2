import { randomUUID } from 'node:crypto';
import type { Emulator, Plugin } from '@reglament/sdk';
import { plugin as registryPlugin } from '@reglament-test/registry';
import type { ApplicationCard, RequestView } from '../../core/src/api.gen.ts';
import { createConnection } from '../../core/src/connection/commands.ts';
import { plugins as shipped } from '../../plugins/index.ts';
import { publishService, publishText } from '../support/clock-definitions.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import type { TestServer } from '../support/server.ts';

const registry = registryPlugin as unknown as Plugin;
export const plugins: readonly Plugin[] = [...shipped, registry];

export async function openProvider(now: () => Date = () => new Date()): Promise<Emulator> {
  const emulator = await registry.emulator?.({ now });
  if (!emulator) throw new Error('the registry has no emulator');
  return emulator;
}

/** Connects the body «arch» to the registry at this address, and gives a service that asks it. Gives the connection's id. */
export async function joinRegistry(server: TestServer, { config }: Emulator, url?: string): Promise<string> {
  for (const kind of ['state', 'extract']) {
    await publishText(server, 'requestType', {
      ...{ format: 1, kind: 'requestType', code: `registry${kind}`, title: 'Сведения реестра' },
      ...{ plugin: registry.id, requestKind: kind },
    });
  }
  const requests = [
    { code: 'state', type: 'registrystate' },
    { code: 'extract', type: 'registryextract' },
    { code: 'regional', type: 'regionalRequest' },
  ];
  await publishService(server, { code: 'asking', requests });
  const { rows } = await server.database.execute(`select id from organisation where code = 'arch'`);
  const settings = { ...(config as { url: string; token: string }), ...(url === undefined ? {} : { url }) };
  const draft = { plugin: registry.id, code: 'registry', title: 'Реестр', settings, enabled: true };
  const { id } = await createConnection(server.deps, (rows as { id: string }[])[0]?.id ?? '', draft);
  return id;
}

/** Registered applications that may ask: each has a lock of its own. */
export async function askingCases(clerk: Client, count: number): Promise<ApplicationCard[]> {
  const cards: ApplicationCard[] = [];
  for (let number = 1; number <= count; number += 1) {
    const draft = await createApplication(clerk, { service: 'asking', applicant: personNumber(number) });
    cards.push(await act(clerk, draft, ['register', {}]));
  }
  return cards;
}

export async function ask(
  clerk: Client,
  applicationId: string,
  body: Record<string, unknown> = {},
): Promise<RequestView> {
  const all = { entry: 'state', key: randomUUID(), question: {}, send: true, ...body };
  return expected(await clerk.post(`/api/applications/${applicationId}/requests`, all), 201);
}
