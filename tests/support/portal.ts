import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import type { ApplicationCard, ApplicationRow, PublicationView } from '../../core/src/api.gen.ts';
import { createConnection } from '../../core/src/connection/commands.ts';
import type { Tuning } from '../../core/src/exchange/tuning.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import type { Emulator, JsonObject } from '../../plugins/sdk/src/index.ts';
import { openEmulator } from '../plugins/portal/emulator.js';
import { plugin } from '../plugins/portal/plugin.js';
import { treeAnswers } from './city.ts';
import { expected, personNumber, readCard } from './factories.ts';
import type { Client } from './http-client.ts';
import { startServer, type TestServer } from './server.ts';

/** What a test waits for must come soon. */
export const quick: Tuning = {
  ...usualTuning,
  patience: { first: 50, longest: 100, most: 250 },
  pollShortest: 30,
  pollLongest: 60,
};

export interface PortalDesk {
  readonly server: TestServer;
  readonly portal: Emulator;
  readonly connectionId: string;
  /** The applicant's hand at the portal. */
  file(message: JsonObject): Promise<void>;
  /** What the portal shows of an application, as its kinds and words. */
  shown(externalId: string): readonly JsonObject[];
  goDown(): Promise<void>;
  /** At the same address, with nothing shown yet. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** A body with a portal of its own, over real HTTP. */
export async function openPortalDesk(body: 'city' | 'arch'): Promise<PortalDesk> {
  const server = await startServer({ plugins: [plugin], tuning: quick });
  let portal = await openEmulator({ now: server.clock.now });
  const { rows } = await server.database.execute('select id from organisation where code = $1', [body]);
  const { id } = await createConnection(server.deps, (rows[0] as { id: string }).id, {
    ...{ plugin: plugin.id, code: 'portal', title: 'Портал', enabled: true },
    settings: { ...portal.config, source: 'epgu' },
  });
  return {
    server,
    get portal() {
      return portal;
    },
    connectionId: id,
    file: async (message) => portal.file?.(message),
    shown: (externalId) => portal.effects.map(({ content }) => content).filter((one) => nameOf(one) === externalId),
    goDown: () => portal.close(),
    async comeBack() {
      const port = Number(new URL(String(portal.config.url)).port);
      portal = await openEmulator({ port, now: server.clock.now });
    },
    async close() {
      await server.close();
      await portal.close();
    },
  };
}

function nameOf({ application }: JsonObject): unknown {
  return (application as JsonObject).externalId;
}

let people = 500;

/** An application for felling as the portal sends it, whole. */
export function filed(changes: JsonObject = {}): JsonObject & { externalId: string } {
  people += 1;
  return {
    kind: 'application',
    externalId: randomUUID(),
    service: 'treeFellingPermit',
    applicant: personNumber(people) as unknown as JsonObject,
    answers: treeAnswers() as JsonObject,
    submittedAt: '2026-03-02T09:00:00Z',
    files: [],
    ...changes,
  };
}

/** The card of the application that the portal calls so, as soon as it is there and `fits`. */
export function arrived(
  { server }: PortalDesk,
  client: Client,
  [externalId, fits]: readonly [string, (card: ApplicationCard) => void],
): Promise<ApplicationCard> {
  return soon(async () => {
    const { rows } = await server.database.execute('select id from application where external_id = $1', [externalId]);
    expect(rows.length).toBe(1);
    const card = await readCard(client, (rows[0] as { id: string }).id);
    fits(card);
    return card;
  });
}

export async function publications(client: Client, { id }: Pick<ApplicationRow, 'id'>): Promise<PublicationView[]> {
  return expected(await client.get(`/api/applications/${id}/publications`)).items;
}

export function soon<T>(work: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(work, { timeout: 30_000, interval: 40 });
}
