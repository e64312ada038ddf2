import type { BusMessage, Host, Incoming, IncomingFile, ProvidedService } from '@reglament/sdk';
import { type Unpacked, unpackFiles } from './archive.ts';
import type { EpguConfig } from './config.ts';
import { documentsOf } from './documents.ts';
import { writeReference } from './reference.ts';
import { elkReplyOf, replyType } from './replies.ts';
import { type OrderDocument, type OrderMessage, type OrderService, orderType } from './wire/order.ts';
import { type ReadOrder, readOrder } from './wire/order-xml.ts';

/** What the portals have sent of the services of this body, and what they have against the statuses that they were told. */
export async function* takeOrders(host: Host<EpguConfig>, signal: AbortSignal): AsyncGenerator<Incoming> {
  const bus = await host.bus();
  const services = new Map((await servicesOf(host)).map((service) => [orderType(service.code), service]));
  for await (const message of bus.take([...services.keys()], signal)) {
    const service = services.get(message.type);
    if (service !== undefined) yield* incomingOf(host, message, service);
  }
  for await (const message of bus.take([replyType], signal)) {
    const problem = await elkReplyOf(host, message);
    if (problem !== undefined) yield unreadable(message, [problem]);
  }
}

/** Those that the settings name, or all that portals are told of. */
async function servicesOf({ config, services }: Host<EpguConfig>): Promise<OrderService[]> {
  const named = config.services ?? [];
  return (await services())
    .filter(({ code, onPortal }) => (named.length === 0 ? onPortal : named.includes(code)))
    .map(orderServiceOf);
}

const known = new WeakMap<ProvidedService, OrderService>();

/** The same object for the same version: the schema of it is found again. */
function orderServiceOf(offered: ProvidedService): OrderService {
  const found = known.get(offered) ?? { code: offered.code, title: offered.title, form: offered.form };
  known.set(offered, found);
  return found;
}

async function* incomingOf(
  host: Host<EpguConfig>,
  message: BusMessage,
  service: OrderService,
): AsyncGenerator<Incoming> {
  const { xml } = message.content;
  const came = message.problems ?? [];
  if (typeof xml !== 'string') {
    yield unreadable(message, came.length > 0 ? came : ['В сообщении портала нет содержания']);
    return;
  }
  const read = readOrder(service, xml);
  if (read.message === undefined) {
    yield unreadable(message, [...came, ...read.problems, 'Это не сообщение портала об услуге']);
    return;
  }
  host.log('epgu.message', { kind: read.message.kind, service: service.code });
  const unpacked = await unpackFiles(message.files);
  try {
    yield understood(message, { service, read, order: read.message, unpacked });
  } finally {
    await unpacked.discard();
  }
}

/** Kept for a person, with what is wrong. */
function unreadable(message: BusMessage, problems: readonly string[]): Incoming {
  return { ...factsOf(message), kind: 'unreadable', files: [], reference: message.reference ?? null, problems };
}

function factsOf(message: BusMessage) {
  const { id: messageId, original, verdicts = [] } = message;
  return {
    messageId,
    original: original ?? new TextEncoder().encode(JSON.stringify(message.content)),
    verdicts,
    ack: () => message.ack(),
  };
}

interface Understood {
  readonly service: OrderService;
  readonly read: ReadOrder;
  readonly order: OrderMessage;
  readonly unpacked: Unpacked;
}

function understood(message: BusMessage, { service, read, order, unpacked }: Understood): Incoming {
  const { orderId: externalId } = order;
  const { transaction } = message;
  const documents = 'documents' in order ? order.documents : undefined;
  const { files, problems } = filesOf(unpacked, documents);
  const facts = {
    ...factsOf(message),
    externalId,
    files,
    problems: [...(message.problems ?? []), ...read.problems, ...unpacked.problems, ...problems],
    reference: writeReference({
      service: service.code,
      orderId: externalId,
      message: message.reference ?? null,
      ...(transaction === undefined ? {} : { transaction }),
    }),
  };
  switch (order.kind) {
    case 'application': {
      const { source, applicant, representative, answers, submittedAt } = order;
      const sent = { source, applicant, answers, submittedAt, ...(representative ? { representative } : {}) };
      return { ...facts, kind: 'application', service: service.code, ...sent };
    }
    case 'correction':
      return { ...facts, kind: 'correction', answers: order.answers, answered: true };
    case 'cancel':
      return { ...facts, kind: 'cancel', reason: order.reason, answered: true };
    case 'text':
      return { ...facts, kind: 'text', text: order.text, answered: true };
  }
}

function filesOf(
  { files }: Unpacked,
  listed: readonly OrderDocument[] | undefined,
): { files: IncomingFile[]; problems: readonly string[] } {
  const { codes, problems } = listed === undefined ? { codes: [], problems: [] } : documentsOf(listed, files);
  return {
    files: files.map(({ name, signature, open }, index) => ({
      ...{ name, content: open() },
      ...(codes[index] === undefined ? {} : { document: codes[index] }),
      ...(signature === undefined ? {} : { signature }),
    })),
    problems,
  };
}
