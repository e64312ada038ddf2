import type { Delivery, Outcome, SignatureVerdict } from '@reglament/sdk';
import { getResponse } from '../envelope/build.ts';
import type { ResponseMessage } from '../envelope/message.ts';
import { type ElementVerdict, verifyDocument } from '../xml-signature/verify.ts';
import { acknowledge } from './acknowledge.ts';
import { type Collected, collectFiles } from './incoming-files.ts';
import { ownerOf } from './message-name.ts';
import { outcomeOf } from './outcome.ts';
import { findMessageId, nameOfBytes } from './received-id.ts';
import type { Parts } from './send.ts';
import { type Answered, unexpected } from './service.ts';
import { verdictsOf } from './verdicts.ts';

export interface Receiving extends Parts {
  /** PEM read to DER. */
  readonly trusted: readonly Uint8Array[];
  /** Reads the content of an answer to a request of ours. */
  readContent(requestId: string, content: NonNullable<ResponseMessage['content']>): Promise<Outcome>;
}

/** One look takes no more: the engine looks again soon when something came. */
const mostAtOnce = 50;

/**
 * Answers from the queue, one call for each, until it is empty or gives the same again. Nothing is taken out of it before
 * `ack`.
 */
export async function* receive(receiving: Receiving, signal: AbortSignal): AsyncGenerator<Delivery> {
  const seen = new Set<string>();
  while (seen.size < mostAtOnce) {
    const { host, service } = receiving;
    const selector = {
      timestamp: host.now(),
      ...(host.config.nodeId === undefined ? {} : { nodeId: host.config.nodeId }),
    };
    const answered = await service.call(getResponse(host.config.version, selector), { signal });
    const taken = await takenFrom(receiving, answered, signal);
    if (taken === undefined) return;
    const { messageId } = taken.delivery;
    const isAgain = seen.has(messageId);
    seen.add(messageId);
    if (isAgain || (await mayHaveSufferedOnTheWay(receiving, taken.delivery))) {
      await taken.discard();
      if (isAgain) return;
      continue;
    }
    try {
      yield taken.delivery;
    } finally {
      await taken.discard();
    }
  }
}

/** What cannot be read the first time is left in the queue: it may come whole the next time. */
async function mayHaveSufferedOnTheWay({ host }: Receiving, { messageId, broken }: Received): Promise<boolean> {
  if (broken !== true || (await host.owner('unreadable', messageId)) !== undefined) return false;
  await host.once(messageId, 'unreadable', () => messageId);
  host.log('smev.unreadable', { messageId });
  return true;
}

/** `broken`: no message could be found in the bytes. */
type Received = Delivery & { readonly broken?: true };

interface Taken {
  readonly delivery: Received;
  discard(): Promise<void>;
}

async function takenFrom(receiving: Receiving, answered: Answered, signal: AbortSignal): Promise<Taken | undefined> {
  const { read, original } = answered;
  if ('unreadable' in read) return unreadable(receiving, { original, reason: read.unreadable }, signal);
  const { answer, document } = read;
  if (answer.kind === 'empty') return undefined;
  if (answer.kind !== 'response') throw unexpected(answer);
  const { message } = answer;
  const verdicts = judged(receiving, message, verifyDocument(document));
  const isForged = verdicts.some(({ valid }) => !valid);
  if (isForged) receiving.host.log('smev.forged', { messageId: message.messageId });
  // What a forger names is not fetched.
  const files = isForged ? nothing : await collectFiles(receiving.host, { message, parts: answered.parts }, signal);
  const requestId = await requestOf(receiving, message);
  const outcome = files.problem ?? (await outcomeFor(receiving, message, requestId));
  const { messageId } = message;
  return {
    delivery: {
      messageId,
      ...(requestId === undefined ? {} : { requestId }),
      original,
      files: files.files,
      verdicts,
      outcome,
      ack: (accepted) => acknowledge(receiving, { messageId, accepted }, signal),
    },
    discard: files.discard,
  };
}

const nothing: Collected = { files: [], discard: async () => undefined };

function judged(
  { host, trusted }: Receiving,
  message: ResponseMessage,
  found: readonly ElementVerdict[],
): SignatureVerdict[] {
  const trust = { smev: trusted, now: host.now(), sentAt: message.metadata.sentAt };
  const verdicts = verdictsOf(
    found.filter(({ place }) => place !== 'other'),
    trust,
  );
  const has = (place: ElementVerdict['place']) => found.some((one) => one.place === place);
  if (!has('smev')) verdicts.push({ valid: false, text: 'Подписи СМЭВ нет' });
  if (!has('sender')) verdicts.push({ valid: false, text: 'Подписи системы отправителя нет' });
  return verdicts;
}

/** By the message that it answers, under whatever name that one went; where it names none, by the root of the chain. */
async function requestOf({ host }: Receiving, message: ResponseMessage): Promise<string | undefined> {
  const { originalMessageId, asyncStatus, referenceMessageId } = message;
  const name = originalMessageId ?? asyncStatus?.originalMessageId ?? referenceMessageId;
  return name === undefined ? undefined : ownerOf(host, name);
}

async function outcomeFor(
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

/** Kept as it is, and taken out of the queue when its bytes tell its name. */
function unreadable(
  receiving: Receiving,
  { original, reason }: { readonly original: Uint8Array; readonly reason: string },
  signal: AbortSignal,
): Taken {
  const named = findMessageId(original);
  return {
    delivery: {
      messageId: named ?? nameOfBytes(original),
      broken: true,
      original,
      files: [],
      verdicts: [],
      outcome: { status: 'unreadable', reason: `Сообщение СМЭВ нельзя прочитать: ${reason}` },
      ack: async () => {
        if (named !== undefined) await acknowledge(receiving, { messageId: named, accepted: false }, signal);
      },
    },
    discard: async () => undefined,
  };
}
