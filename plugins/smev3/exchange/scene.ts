import type {
  Delivery,
  Emulator,
  IncomingFile,
  JsonObject,
  OutgoingFile,
  OutgoingRequest,
  Scenario,
} from '@reglament/sdk';
import { openKitHost, openKitStore, sampleRequest } from '@reglament/sdk/kit';
import type { Smev3Config } from '../config.ts';
import { connectSmev3 } from '../connection.ts';
import { openEmulator } from '../emulator/emulator.ts';
import { kit } from '../kit.ts';

/** A connection and the other side of it, for tests. */

export const echo = 'urn://reglament/smev3/emulator/echo/1.0.0';
export const question = { content: `<EchoRequest xmlns="${echo}"><Text>«Да» &amp; нет</Text></EchoRequest>` };

const opened: Emulator<Smev3Config>[] = [];

/** After each test: `afterEach(closeScenes)`. */
export async function closeScenes(): Promise<void> {
  for (const emulator of opened.splice(0)) await emulator.close();
}

let count = 0;

export async function openScene(settings: Partial<Smev3Config> = {}) {
  let now = new Date('2026-03-02T10:00:00.000Z');
  const emulator = await openEmulator({ now: () => now });
  opened.push(emulator);
  const store = openKitStore();
  const config = { ...emulator.config, ...settings };
  const process = openKitHost({ config, store, now: () => now, ...(kit.lends ? { lends: kit.lends } : {}) });
  const connection = connectSmev3(process.host);
  const signal = new AbortController().signal;
  const ask = async (facts: Partial<OutgoingRequest> = {}) => {
    count += 1;
    const { id = `request-${count}`, ...more } = facts;
    const request = sampleRequest('xml', { id, question, createdAt: now, ...more });
    return { id, receipt: await connection.send?.(request, signal) };
  };
  return {
    emulator,
    connection,
    process,
    ask,
    move: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    /** What is there, each with the content of its files, acknowledged as the engine does it. */
    async take() {
      const found: (Delivery & { read: ReadonlyMap<string, Buffer> })[] = [];
      for await (const delivery of connection.receive?.([], signal) ?? []) {
        const read = new Map<string, Buffer>();
        for (const file of delivery.files) read.set(file.name, await contentOf(file));
        found.push({ ...delivery, read });
        await delivery.ack(delivery.verdicts.every(({ valid }) => valid));
      }
      return found;
    },
  };
}

async function contentOf({ content }: IncomingFile): Promise<Buffer> {
  if (content instanceof Uint8Array) return Buffer.from(content);
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

export function fileOf(content: Buffer, facts: Partial<OutgoingFile> = {}): OutgoingFile {
  return {
    ...{ id: 'file-1', name: 'План.pdf', mediaType: 'application/pdf', size: content.length, sha256: '' },
    open: async () =>
      (async function* () {
        for (let at = 0; at < content.length; at += 10_000) yield content.subarray(at, at + 10_000);
      })(),
    ...facts,
  };
}

export const special = (name: string, given?: JsonObject): Scenario => ({
  kind: 'special',
  name,
  ...(given ? { with: given } : {}),
});
export const outcomes = (found: readonly Delivery[]) => found.map(({ outcome }) => outcome.status);
