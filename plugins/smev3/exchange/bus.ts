import { type Bus, type BusMessage, type Json, type NewBusMessage, ProviderError } from '@reglament/sdk';
import { XmlProblem } from '@reglament/xml';
import { getRequest, getResponse } from '../envelope/build.ts';
import type { RequestMessage, ResponseMessage } from '../envelope/message.ts';
import { acknowledge } from './acknowledge.ts';
import { replyContent, requestContent, responseOf } from './bus-content.ts';
import { notXml, ownerOf } from './message-name.ts';
import { brokenMessage, type Carried, type Item, openMessage, readQueue } from './queue.ts';
import { sendLetter, textOf } from './send.ts';
import { sendAnswer } from './send-response.ts';
import { type Answered, type Trusting, unexpected } from './service.ts';
import { readTypeName, type TypeName, writeTypeName } from './type-name.ts';

/** Type of the answers to what was sent over the bus; requests have the qualified name of their content as type. */
export const replyType = 'smev3/reply';

/**
 * СМЭВ for other plugins. A message with a reference answers a request (SendResponse), one without asks (SendRequest). What
 * is asked over the bus carries a NodeID of its own, so that its answers stand in a queue of their own.
 */
export function openBus(trusting: Trusting, bounded: (signal: AbortSignal) => AbortSignal): Bus {
  return {
    carries: (type) => type === replyType || readTypeName(type) !== undefined,
    send: (message, signal) => send(trusting, message, bounded(signal)),
    take: (types, signal) => take(trusting, types, bounded(signal)),
  };
}

async function send(trusting: Trusting, message: NewBusMessage, signal: AbortSignal): Promise<void> {
  const { id, files, reference, content, transaction } = message;
  try {
    const to = replyToOf(reference);
    if (to !== undefined) return await sendAnswer(trusting, { id, to, files, response: responseOf(content) }, signal);
    const letter = { id, files, content: textOf(content, 'xml'), nodeId: busNode(trusting), attempt: 2 };
    await sendLetter(
      trusting,
      { ...letter, ...(transaction === undefined ? {} : { transactionCode: transaction }) },
      signal,
    );
  } catch (error) {
    if (error instanceof XmlProblem) throw notXml(error);
    throw error;
  }
}

/** At most 50 characters (`string-50` of the transport). */
function busNode({ host }: Trusting): string {
  return `${(host.config.nodeId ?? '').slice(0, 40)}bus`;
}

function replyToOf(reference: Json | undefined): string | undefined {
  if (typeof reference !== 'object' || reference === null || !('replyTo' in reference)) return undefined;
  return typeof reference.replyTo === 'string' ? reference.replyTo : undefined;
}

async function* take(trusting: Trusting, types: readonly string[], signal: AbortSignal): AsyncGenerator<BusMessage> {
  let unknown: ProviderError | undefined;
  for (const text of types) {
    const type = readTypeName(text);
    if (type === undefined && text !== replyType) continue;
    try {
      yield* type === undefined ? takeReplies(trusting, signal) : takeRequests(trusting, type, signal);
    } catch (error) {
      // One type that the node does not know must not hold up the others.
      if (!(error instanceof ProviderError) || error.code !== 'UnknownMessageType') throw error;
      unknown = new ProviderError(error.code, `${text}: ${error.message}`, { retry: error.retry });
    }
  }
  if (unknown !== undefined) throw unknown;
}

function takeRequests(trusting: Trusting, type: TypeName, signal: AbortSignal): AsyncGenerator<BusMessage> {
  const { host, service } = trusting;
  return readQueue(trusting, async () => {
    const selector = {
      type,
      timestamp: host.now(),
      ...(host.config.nodeId === undefined ? {} : { nodeId: host.config.nodeId }),
    };
    const answered = await service.call(getRequest(host.config.version, selector), { signal });
    return itemOf(trusting, { answered, type: writeTypeName(type), kind: 'request' }, signal);
  });
}

function takeReplies(trusting: Trusting, signal: AbortSignal): AsyncGenerator<BusMessage> {
  const { host, service } = trusting;
  return readQueue(trusting, async () => {
    const selector = { timestamp: host.now(), nodeId: busNode(trusting) };
    const answered = await service.call(getResponse(host.config.version, selector), { signal });
    return itemOf(trusting, { answered, type: replyType, kind: 'response' }, signal);
  });
}

interface Taken {
  readonly answered: Answered;
  readonly type: string;
  readonly kind: 'request' | 'response';
}

async function itemOf(trusting: Trusting, taken: Taken, signal: AbortSignal): Promise<Item<BusMessage> | undefined> {
  const { answered, type, kind } = taken;
  const { read, original, parts } = answered;
  if ('unreadable' in read) {
    const { messageId, ack } = brokenMessage(trusting, answered, signal);
    const problems = [`Сообщение СМЭВ нельзя прочитать: ${read.unreadable}`];
    const value = { id: messageId, type, from: nobody, content: {}, files: [], original, problems, ack };
    return { messageId, isBroken: true, value };
  }
  const { answer, document } = read;
  if (answer.kind === 'empty') return undefined;
  if (answer.kind === 'cancel') return cancelItem(trusting, { id: answer.messageId, type, original }, signal);
  if (answer.kind !== kind) throw unexpected(answer);
  return messageItem(trusting, { message: answer.message, document, parts, type, original }, signal);
}

const nobody = { code: '', title: '' };

/** A request that its sender takes back (1.1 and 1.2 tell of it). */
function cancelItem(
  trusting: Trusting,
  { id, type, original }: Pick<BusMessage, 'id' | 'type' | 'original'>,
  signal: AbortSignal,
): Item<BusMessage> {
  const ack = () => acknowledge(trusting, { messageId: id, accepted: true }, signal);
  const problems = ['Отправитель отменил запрос'];
  const value = { id, type, from: nobody, content: {}, files: [], problems, ack, ...(original ? { original } : {}) };
  return { messageId: id, value };
}

interface Came extends Carried {
  readonly type: string;
  readonly original: Uint8Array;
}

async function messageItem(trusting: Trusting, came: Came, signal: AbortSignal): Promise<Item<BusMessage>> {
  const { message, type, original } = came;
  const { messageId: id, metadata, transactionCode } = message;
  const { files, verdicts, problem, discard } = await openMessage(trusting, came, signal);
  const accepted = verdicts.every(({ valid }) => valid);
  const { mnemonic = '', name = mnemonic } = metadata.sender;
  const value: BusMessage = {
    id,
    type,
    from: { code: mnemonic, title: name },
    files,
    original,
    verdicts,
    ...(transactionCode === undefined ? {} : { transaction: transactionCode }),
    ...(problem === undefined ? {} : { problems: [problem] }),
    ...(await contentFacts(trusting, message)),
    ack: () => acknowledge(trusting, { messageId: id, accepted }, signal),
  };
  return { messageId: id, value, discard };
}

async function contentFacts(
  { host }: Trusting,
  message: RequestMessage | ResponseMessage,
): Promise<Pick<BusMessage, 'content' | 'replyTo' | 'reference'>> {
  if (!('rejections' in message)) {
    const { messageId, replyTo } = message;
    return {
      content: requestContent(message),
      reference: { messageId, ...(replyTo === undefined ? {} : { replyTo }) },
    };
  }
  const name = message.originalMessageId ?? message.asyncStatus?.originalMessageId ?? message.referenceMessageId;
  const replyTo = name === undefined ? undefined : await ownerOf(host, name);
  return { content: replyContent(message), ...(replyTo === undefined ? {} : { replyTo }) };
}
