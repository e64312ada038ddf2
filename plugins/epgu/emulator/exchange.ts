import { randomUUID } from 'node:crypto';
import type { Bus, BusMessage, Emulated, OutgoingFile, PortalGround, Scenario } from '@reglament/sdk';
import { elkType, readElkOrder, writeElkAnswer } from '../wire/elk-status.ts';
import { orderType } from '../wire/order.ts';
import { readOrderAnswer } from '../wire/order-answer.ts';
import { writeOrder } from '../wire/order-xml.ts';
import type { KeptPortal, Outgoing } from './kept-portal.ts';
import { type KeptFile, type Order, type Told, withTold } from './order.ts';
import { zipOf } from './zip.ts';

/** Type of the answers to what was sent over the bus of СМЭВ. */
const replyType = 'smev3/reply';

export interface PortalExchange {
  readonly store: KeptPortal;
  readonly ground: PortalGround;
  readonly now: () => Date;
  readonly effects: Emulated[];
  /** How a status that has come is treated. */
  next(): Scenario;
}

/** One look: what is to go goes, what has come is taken. @throws ProviderError */
export async function exchangeOnce(exchange: PortalExchange, signal: AbortSignal): Promise<void> {
  if (exchange.store.current().isDown) return;
  await sendWaiting(exchange, signal);
  for await (const message of exchange.ground.bus.take([elkType, replyType], signal))
    await take(exchange, message, signal);
}

async function sendWaiting({ store, ground }: PortalExchange, signal: AbortSignal): Promise<void> {
  const waiting = inOrder(
    store.current().sent.filter(({ isSent }) => !isSent),
    store.current().isSwapping,
  );
  const services = waiting.length === 0 ? [] : await ground.services();
  for (const outgoing of waiting) {
    const service = services.find(({ code }) => code === outgoing.service);
    if (service === undefined) continue;
    const { code, title, form } = service;
    await ground.bus.send(
      {
        id: outgoing.id,
        type: orderType(code),
        content: { xml: writeOrder({ code, title, form: form.schema }, outgoing.message) },
        files: zipsOf(store, outgoing),
        transaction: outgoing.orderId,
      },
      signal,
    );
    store.change((portal) => ({
      ...portal,
      ...(waiting.length > 1 ? { isSwapping: false } : {}),
      sent: portal.sent.map((one) => (one.id === outgoing.id ? { ...one, isSent: true } : one)),
    }));
  }
}

/** Swapped, the one that would go first goes last; alone it waits for another. */
function inOrder(waiting: readonly Outgoing[], isSwapping: boolean): readonly Outgoing[] {
  const [first, ...others] = waiting;
  if (!isSwapping || first === undefined) return waiting;
  return others.length === 0 ? [] : [...others, first];
}

function zipsOf(store: KeptPortal, { orderId, files }: Outgoing): OutgoingFile[] {
  if (files.length === 0) return [];
  const content = zipOf(
    files.map(({ id, name }) => ({ name, content: store.readFile(id)?.content ?? new Uint8Array() })),
  );
  const facts = { id: randomUUID(), name: `${orderId}.zip`, mediaType: 'application/zip', sha256: '' };
  return [{ ...facts, size: content.length, open: async () => oneOf(content) }];
}

async function* oneOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

async function take(exchange: PortalExchange, message: BusMessage, signal: AbortSignal): Promise<void> {
  const { store } = exchange;
  const isRepeat = store.current().seen.includes(message.id);
  if (!isRepeat) {
    if (message.type === replyType) await takeReply(exchange, message);
    else await takeStatus(exchange, message, signal);
  }
  await message.ack();
}

async function takeReply({ store, now, effects }: PortalExchange, message: BusMessage): Promise<void> {
  const asked = store.current().sent.find(({ id }) => id === message.replyTo);
  effects.push({ id: message.id, kind: 'reply', content: message.content });
  const told = toldBy(message, await keepAll(store, message));
  tell(store, message.id, { orderId: asked?.orderId, told, at: now().toISOString() });
}

interface Telling {
  readonly orderId: string | undefined;
  readonly told: readonly Told[];
  readonly at: string;
}

/** An answer to the bare status notice tells nothing. */
function toldBy({ content }: BusMessage, files: readonly KeptFile[]): Told[] {
  const { xml, rejected, status } = content as Record<string, unknown>;
  if (typeof xml === 'string') {
    const answer = readOrderAnswer(xml);
    return answer === undefined ? [] : [{ kind: 'answer', answer, files }];
  }
  if (isPart(rejected)) return [{ kind: 'rejected', text: String(rejected.text ?? '') }];
  if (isPart(status)) {
    return [{ kind: 'status', code: String(status.code ?? ''), text: String(status.text ?? ''), files: [] }];
  }
  return [];
}

function isPart(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Kept together with the name of the message: what came twice is told once. */
function tell(store: KeptPortal, messageId: string, { orderId, told, at }: Telling): void {
  store.change((portal) => ({
    ...portal,
    seen: [...portal.seen, messageId],
    orders: portal.orders.map((order) =>
      order.id === orderId ? told.reduce((changed: Order, one) => withTold(changed, one, at), order) : order,
    ),
  }));
}

async function takeStatus(exchange: PortalExchange, message: BusMessage, signal: AbortSignal): Promise<void> {
  const { store, now, effects, ground } = exchange;
  const scenario = turned(store, exchange.next());
  if (scenario.kind === 'silence') return;
  const elk = typeof message.content.xml === 'string' ? readElkOrder(message.content.xml) : undefined;
  const isKnown = store.current().orders.some(({ id }) => id === elk?.orderId);
  const refusal = scenario.kind === 'refuse' ? scenario.reason : isKnown ? undefined : 'Заявления с таким номером нет';
  await answer(ground.bus, message, { orderId: elk?.orderId ?? '', refusal, signal });
  const told: Told[] = [];
  if (refusal === undefined) {
    for (const { status, comment = '', attachments } of elk?.history ?? []) {
      const files = await keepFiles(store, message, attachments);
      told.push({ kind: 'status', code: status, text: comment, files });
    }
    effects.push({ id: message.id, kind: 'notice', content: message.content });
  }
  tell(store, message.id, { orderId: elk?.orderId, told, at: now().toISOString() });
}

/** What the tester has turned goes before what was played. */
function turned(store: KeptPortal, played: Scenario): Scenario {
  const { isSilent, isRefusing } = store.current();
  if (isSilent) return { kind: 'silence' };
  return isRefusing ? { kind: 'refuse', reason: 'Портал не принял состояние: так велел испытатель' } : played;
}

interface Answering {
  readonly orderId: string;
  readonly refusal: string | undefined;
  readonly signal: AbortSignal;
}

/** Under a name that follows from the question, so that it is answered once however often it comes. */
async function answer(bus: Bus, message: BusMessage, { orderId, refusal, signal }: Answering): Promise<void> {
  const said = refusal === undefined ? { status: 'ok' as const } : { status: 'error' as const, message: refusal };
  await bus.send(
    {
      id: `answer ${message.id}`,
      type: elkType,
      content: { xml: writeElkAnswer({ ...said, ...(orderId === '' ? {} : { orderId }) }) },
      files: [],
      replyTo: message.id,
      ...(message.reference === undefined ? {} : { reference: message.reference }),
    },
    signal,
  );
}

type Attachments = NonNullable<ReturnType<typeof readElkOrder>>['history'][number]['attachments'];

/** Files of the message under the names that the status gives them. */
async function keepFiles(store: KeptPortal, { files }: BusMessage, attachments: Attachments): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  for (const { uuid, fileName, mimeType, signature } of attachments) {
    const file = files.find(({ storedAs }) => storedAs === uuid) ?? files.find(({ name }) => name === fileName);
    if (file === undefined) continue;
    const own = signature ?? file.signature;
    kept.push(store.keepFile({ name: fileName, mediaType: mimeType }, await wholeOf(file.content), own));
  }
  return kept;
}

async function keepAll(store: KeptPortal, { files }: BusMessage): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  for (const { name, content, signature } of files)
    kept.push(store.keepFile({ name, mediaType: 'application/octet-stream' }, await wholeOf(content), signature));
  return kept;
}

async function wholeOf(content: BusMessage['files'][number]['content']): Promise<Buffer> {
  if (content instanceof Uint8Array) return Buffer.from(content);
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}
