import { randomUUID } from 'node:crypto';
import { gostBackend, readCertificate, signDigest } from '@reglament/gost';
import { participantHost } from '@reglament/sdk/emulator';
import { zipSync } from 'fflate';
import { createConnection } from '../../core/src/connection/commands.ts';
import { type Tuning, usualTuning } from '../../core/src/exchange/tuning.ts';
import { elkType, readElkOrder, writeElkAnswer } from '../../plugins/epgu/wire/elk-status.ts';
import { type OrderMessage, type OrderService, orderType } from '../../plugins/epgu/wire/order.ts';
import { readOrderAnswer } from '../../plugins/epgu/wire/order-answer.ts';
import { orderSchema } from '../../plugins/epgu/wire/order-schema.ts';
import { writeOrder } from '../../plugins/epgu/wire/order-xml.ts';
import type { Bus, BusMessage, Emulator, Exchange, OutgoingFile } from '../../plugins/sdk/src/index.ts';
import type { Smev3Config } from '../../plugins/smev3/config.ts';
import { connectSmev3 } from '../../plugins/smev3/connection.ts';
import { openEmulator } from '../../plugins/smev3/emulator/emulator.ts';
import { readTestKey } from '../../plugins/smev3/emulator/test-key.ts';
import { replyType } from '../../plugins/smev3/exchange/bus.ts';
import { startServer, type TestServer } from './server.ts';
import { smevPlugins } from './smev3-side.ts';

/** What a test waits for must come soon. */
const quick: Tuning = {
  ...usualTuning,
  patience: { first: 50, longest: 100, most: 250 },
  pollShortest: 30,
  pollLongest: 60,
};

/** What the portal has been told, as the applicant would see it. */
export interface Shown {
  readonly orderId: string;
  readonly way: 'interim' | 'answer' | 'status';
  /** Code of the portal, or the result of a cancellation. */
  readonly code: string;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly content: Buffer; readonly signed: boolean }[];
}

/** A file of the applicant's: name and what is in it. */
export type Papers = Readonly<Record<string, string>>;

export interface EpguDesk {
  readonly server: TestServer;
  readonly node: Emulator<Smev3Config>;
  readonly service: OrderService;
  readonly connectionId: string;
  /** The portal sends a message, with an archive of its papers. Gives its id on the bus. */
  send(message: OrderMessage, papers?: Papers): Promise<string>;
  /** As it stands, whatever it says. */
  sendXml(
    xml: string,
    more?: { readonly orderId?: string; readonly archive?: Uint8Array; readonly type?: string },
  ): Promise<string>;
  /** Takes what has come to the portal, and gives all that it was ever told of the order. */
  shown(orderId: string): Promise<readonly Shown[]>;
  goDown(): Promise<void>;
  close(): Promise<void>;
}

const { signal } = new AbortController();
const keys = { portal: readTestKey('provider'), city: readTestKey('body-a') };

/** The body «city» and a portal, each a participant of its own at a node of СМЭВ with its file storage. */
export async function openEpguDesk(foreign?: ForeignType): Promise<EpguDesk> {
  const server = await startServer({ plugins: smevPlugins, tuning: quick });
  return openPortalSide(server, foreign === undefined ? {} : { foreign });
}

interface PortalSide {
  readonly foreign?: ForeignType;
  /** The address of the node as the body's settings have it. */
  readonly through?: (node: Emulator<Smev3Config>) => Promise<string>;
  /** Of the body's СМЭВ. */
  readonly settings?: Partial<Smev3Config>;
}

/** The same around a server that is there already. */
export async function openPortalSide(
  server: TestServer,
  { foreign, through, settings }: PortalSide,
): Promise<EpguDesk> {
  const { content } = server.deps.definitions.latest('service', 'treeFellingPermit');
  const service: OrderService = { code: content.code, title: String(content.title), form: content.form.schema };
  const node = await openEmulator({ now: server.clock.now, exchange: () => exchange(service, foreign) });
  const connectionId = await connectCity(server, {
    ...node.config,
    ...(through === undefined ? {} : { url: await through(node) }),
    ...settings,
  });
  const bus = portalBus(node, server.clock.now);
  const told: Shown[] = [];
  const orders = new Map<string, string>();
  const sendXml: EpguDesk['sendXml'] = async (
    xml,
    { orderId = randomUUID(), archive, type = orderType(service.code) } = {},
  ) => {
    const id = randomUUID();
    orders.set(id, orderId);
    const files = archive === undefined ? [] : [archiveFile(`${orderId}.zip`, archive)];
    await bus.send({ id, type, content: { xml }, files, transaction: orderId }, signal);
    return id;
  };
  return {
    ...{ server, node, service, connectionId, sendXml },
    send: (message, papers) =>
      sendXml(writeOrder(service, message), {
        orderId: message.orderId,
        ...(papers === undefined ? {} : { archive: zipOf(papers) }),
      }),
    async shown(orderId) {
      await look(bus, { told, orders });
      return told.filter((one) => one.orderId === orderId);
    },
    goDown: () => node.close(),
    async close() {
      await server.close();
      await node.close();
    },
  };
}

export function zipOf(papers: Papers): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(papers).map(([name, text]) => [name, Buffer.from(text)])));
}

/** A type that a portal has registered by itself. */
export interface ForeignType {
  readonly request: string;
  readonly response: string;
  readonly schema: string;
}

function exchange(service: OrderService, foreign: ForeignType | undefined): Exchange {
  const type = orderType(service.code);
  const participants = Object.entries(keys).map(([code, { certificate }]) => ({ code, title: code, certificate }));
  const statuses = { title: 'Статусы', request: elkType, response: elkType.replace('Request', 'Response') };
  const orders = { title: service.title, request: type, response: type.replace('FormData', 'FormDataResponse') };
  return {
    participants,
    types: [
      // Whether a message fits its schema is for the body to say here: the node would hide it.
      { ...orders, schemas: { 'any.xsd': anyOf(service) }, recipients: ['city'] },
      { ...statuses, schemas: { 'any.xsd': anyOf(undefined) }, recipients: ['portal'] },
      ...(foreign === undefined
        ? []
        : [{ ...foreign, title: 'Чужой вид', schemas: { 'type.xsd': foreign.schema }, recipients: ['city'] }]),
    ],
  };
}

/** Roots of a type, with anything in them. */
function anyOf(service: OrderService | undefined): string {
  const namespace = /targetNamespace="([^"]+)"/.exec(service === undefined ? '' : orderSchema(service))?.[1];
  const roots = service === undefined ? ['ElkOrderRequest', 'ElkOrderResponse'] : ['FormData', 'FormDataResponse'];
  const any =
    '<xs:complexType mixed="true"><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence></xs:complexType>';
  const elements = roots.map((name) => `<xs:element name="${name}">${any}</xs:element>`).join('');
  const target = namespace ?? elkType.slice(1, elkType.indexOf('}'));
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${target}">${elements}</xs:schema>`;
}

async function connectCity(server: TestServer, settings: Smev3Config): Promise<string> {
  const { rows } = await server.database.execute(`select id from organisation where code = 'city'`);
  const city = (rows[0] as { id: string }).id;
  const connect = (plugin: string, code: string, given: object) =>
    createConnection(server.deps, city, { plugin, code, title: code, settings: { ...given }, enabled: true });
  await connect('@reglament-test/signer', 'key', {});
  await connect('smev3', 'smev', { ...settings, signer: 'key' });
  return (await connect('epgu', 'portal', { bus: 'smev' })).id;
}

function portalBus(node: Emulator<Smev3Config>, now: () => Date): Bus {
  const { certificatePem, key } = keys.portal;
  const host = participantHost({
    config: { ...node.config, inlineLimit: 1 },
    body: { id: 'portal', code: 'portal', title: 'Портал' },
    now,
    signer: {
      certificate: async () => readCertificate(certificatePem),
      sign: async (content) => signDigest(key, gostBackend().digest(key.bits, content)),
      verify: async () => [],
    },
  });
  const { bus } = connectSmev3(host);
  if (bus === undefined) throw new Error('smev3 lends no bus');
  return bus;
}

interface Portal {
  readonly told: Shown[];
  /** Order by the message that was sent about it. */
  readonly orders: ReadonlyMap<string, string>;
}

async function look(bus: Bus, portal: Portal): Promise<void> {
  for await (const message of bus.take([replyType], signal)) {
    portal.told.push(await replyOf(message, portal));
    await message.ack();
  }
  for await (const message of bus.take([elkType], signal)) {
    const order = readElkOrder(String(message.content.xml));
    const files = await filesOf(message);
    for (const { status: code, comment: text = '' } of order?.history ?? [])
      portal.told.push({ orderId: order?.orderId ?? '', way: 'status', code, text, files });
    const answer = { id: randomUUID(), type: elkType, replyTo: message.id, reference: message.reference ?? null };
    await bus.send({ ...answer, content: { xml: writeElkAnswer({ status: 'ok' }) }, files: [] }, signal);
    await message.ack();
  }
}

async function replyOf(message: BusMessage, { orders }: Portal): Promise<Shown> {
  const { content, replyTo = '' } = message;
  const files = await filesOf(message);
  const orderId = orders.get(replyTo) ?? '';
  if (typeof content.xml !== 'string') {
    const { code, text } = (content.status ?? content.rejected) as { code: unknown; text: unknown };
    return { orderId, way: 'interim', code: String(code), text: String(text), files };
  }
  const said = readOrderAnswer(content.xml);
  if (said === undefined) return { orderId, way: 'answer', code: 'foreign', text: content.xml, files };
  const common = { orderId, way: 'answer' as const, files };
  if (said.kind === 'change') return { ...common, code: said.code, text: said.comment ?? '' };
  if (said.kind === 'cancel') return { ...common, code: said.result, text: said.comment ?? '' };
  return { ...common, code: said.kind, text: said.text ?? '' };
}

async function filesOf({ files }: BusMessage): Promise<Shown['files']> {
  const found: Shown['files'][number][] = [];
  for (const { name, content, signature } of files) {
    const pieces: Uint8Array[] = [];
    if (content instanceof Uint8Array) pieces.push(content);
    else for await (const piece of content) pieces.push(piece);
    found.push({ name, content: Buffer.concat(pieces), signed: signature !== undefined });
  }
  return found;
}

function archiveFile(name: string, content: Uint8Array): OutgoingFile & { storedAs: string } {
  return {
    ...{ id: randomUUID(), name, mediaType: 'application/zip', size: content.byteLength, sha256: '' },
    storedAs: randomUUID(),
    open: async () =>
      (async function* () {
        yield content;
      })(),
  };
}
