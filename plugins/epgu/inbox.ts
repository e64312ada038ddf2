import type { BusMessage, Host, Incoming, IncomingFile, ProvidedService } from '@reglament/sdk';
import { type Unpacked, unpackFiles } from './archive.ts';
import type { EpguConfig } from './config.ts';
import { documentsOf } from './documents.ts';
import { foreignType } from './foreign.ts';
import { type CameOrder, readCame } from './read-came.ts';
import { writeReference } from './reference.ts';
import { elkReplyOf, replyType } from './replies.ts';
import { type OrderDocument, orderType } from './wire/order.ts';

/** What the portals have sent of the services of this body, and what they have against the statuses that they were told. */
export async function* takeOrders(host: Host<EpguConfig>, signal: AbortSignal): AsyncGenerator<Incoming> {
  const bus = await host.bus();
  const services = await servicesOf(host);
  // At one go: a type that the node does not know yet is told of when all the others have been looked through.
  for await (const message of bus.take([...services.keys(), replyType], signal)) {
    const service = services.get(message.type);
    if (service !== undefined) yield* incomingOf(host, message, service);
    else if (message.type === replyType) {
      const problem = await elkReplyOf(host, message);
      if (problem !== undefined) yield unreadable(message, [problem]);
    }
  }
}

/** By the type that their messages come as: those that the settings name, or all that portals are told of. */
async function servicesOf({ config, services }: Host<EpguConfig>): Promise<ReadonlyMap<string, ProvidedService>> {
  const named = config.services ?? [];
  const wanted = (await services()).filter(({ code, onPortal }) =>
    named.length === 0 ? onPortal : named.includes(code),
  );
  return new Map(
    wanted.flatMap((service) => {
      const foreign = service.intake === undefined ? undefined : foreignType(service.intake);
      const own: [string, ProvidedService] = [orderType(service.code), service];
      return foreign === undefined ? [own] : [own, [foreign, service] as [string, ProvidedService]];
    }),
  );
}

async function* incomingOf(
  host: Host<EpguConfig>,
  message: BusMessage,
  service: ProvidedService,
): AsyncGenerator<Incoming> {
  const { xml } = message.content;
  const came = message.problems ?? [];
  if (typeof xml !== 'string') {
    yield unreadable(message, came.length > 0 ? came : ['В сообщении портала нет содержания']);
    return;
  }
  const { order, problems } = readCame(host, { service, type: message.type, xml });
  if (order === undefined) {
    yield unreadable(message, [...came, ...problems, 'Это не сообщение портала об услуге']);
    return;
  }
  host.log('epgu.message', { kind: order.kind, service: service.code });
  const unpacked = await unpackFiles(message.files);
  try {
    yield understood(message, { service, order, problems, unpacked });
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
  readonly service: ProvidedService;
  readonly order: CameOrder;
  readonly problems: readonly string[];
  readonly unpacked: Unpacked;
}

function understood(message: BusMessage, { service, order, problems, unpacked }: Understood): Incoming {
  const { orderId: externalId } = order;
  const { transaction } = message;
  const isForeign = message.type !== orderType(service.code);
  const documents = 'documents' in order ? order.documents : undefined;
  const { files, problems: unfit } = filesOf(unpacked, documents);
  const facts = {
    ...factsOf(message),
    ...(message.from.code === '' ? {} : { sender: message.from.code }),
    externalId,
    files,
    problems: [...(message.problems ?? []), ...problems, ...unpacked.problems, ...unfit],
    reference: writeReference({
      service: service.code,
      orderId: externalId,
      message: message.reference ?? null,
      ...(transaction === undefined ? {} : { transaction }),
      ...(isForeign ? { foreign: true } : {}),
    }),
  };
  switch (order.kind) {
    case 'application': {
      const { documents: _, orderId: _id, department: _body, ...sent } = order;
      return { ...facts, ...sent, service: service.code };
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
