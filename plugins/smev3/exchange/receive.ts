import type { Delivery, Outcome } from '@reglament/sdk';
import { getResponse } from '../envelope/build.ts';
import type { PrimaryContent, ResponseMessage } from '../envelope/message.ts';
import { acknowledge } from './acknowledge.ts';
import { ownerOf } from './message-name.ts';
import { outcomeOf } from './outcome.ts';
import { brokenMessage, type Carried, type Item, openMessage, readQueue } from './queue.ts';
import { type Answered, type Trusting, unexpected } from './service.ts';

export interface Receiving extends Trusting {
  /** Reads the content of an answer to a request of ours. */
  readContent(requestId: string, content: PrimaryContent): Promise<Outcome>;
}

/** Answers to the requests of this connection, as they wait at the node. */
export function receive(receiving: Receiving, signal: AbortSignal): AsyncGenerator<Delivery> {
  const { host, service } = receiving;
  const { version, nodeId } = host.config;
  return readQueue(receiving, async () => {
    const selector = { timestamp: host.now(), ...(nodeId === undefined ? {} : { nodeId }) };
    return itemOf(receiving, await service.call(getResponse(version, selector), { signal }), signal);
  });
}

async function itemOf(
  receiving: Receiving,
  answered: Answered,
  signal: AbortSignal,
): Promise<Item<Delivery> | undefined> {
  const { read, original, parts } = answered;
  if ('unreadable' in read) {
    const { messageId, ack } = brokenMessage(receiving, answered, signal);
    const outcome: Outcome = { status: 'unreadable', reason: `Сообщение СМЭВ нельзя прочитать: ${read.unreadable}` };
    return { messageId, isBroken: true, value: { messageId, original, files: [], verdicts: [], outcome, ack } };
  }
  const { answer, document } = read;
  if (answer.kind === 'empty') return undefined;
  if (answer.kind !== 'response') throw unexpected(answer);
  return messageItem(receiving, { message: answer.message, document, parts, original }, signal);
}

interface Came extends Carried {
  readonly message: ResponseMessage;
  readonly original: Uint8Array;
}

async function messageItem(receiving: Receiving, came: Came, signal: AbortSignal): Promise<Item<Delivery>> {
  const { message, original } = came;
  const { messageId } = message;
  const { files, verdicts, problem, discard } = await openMessage(receiving, came, signal);
  const sentAs = nameOf(message);
  const requestId = sentAs === undefined ? undefined : await ownerOf(receiving.host, sentAs);
  const value: Delivery = {
    messageId,
    ...(requestId === undefined || sentAs === undefined ? {} : { requestId, sentAs }),
    original,
    files,
    verdicts,
    outcome:
      problem === undefined
        ? await outcomeFor(receiving, message, requestId)
        : { status: 'unreadable', reason: problem },
    ack: (accepted) => acknowledge(receiving, { messageId, accepted }, signal),
  };
  return { messageId, value, discard };
}

/** The name of the message that it answers, whichever of its names that is; where it names none, the root of the chain. */
function nameOf({ originalMessageId, asyncStatus, referenceMessageId }: ResponseMessage): string | undefined {
  return originalMessageId ?? asyncStatus?.originalMessageId ?? referenceMessageId;
}

/** What a message means for the request that it answers; for nobody's, only what the transport says. */
export async function outcomeFor(
  receiving: Receiving,
  message: ResponseMessage,
  requestId: string | undefined,
): Promise<Outcome> {
  const { content } = message;
  if (content === undefined || requestId === undefined) return outcomeOf(message, () => nobodys);
  const read = await receiving.readContent(requestId, content);
  return outcomeOf(message, () => read);
}

const nobodys: Outcome = { status: 'unreadable', reason: 'Ответ на запрос, которого эта система не отправляла' };
