import { ProviderError, type SignatureVerdict } from '@reglament/sdk';
import type { CanonicalXml } from '@reglament/xml';
import type { RequestMessage, ResponseMessage } from '../envelope/message.ts';
import { type ElementVerdict, verifyDocument } from '../xml-signature/verify.ts';
import { acknowledge } from './acknowledge.ts';
import { type Collected, collectFiles } from './incoming-files.ts';
import { findMessageId, nameOfBytes } from './received-id.ts';
import type { Answered, Parts, Trusting } from './service.ts';
import { verdictsOf } from './verdicts.ts';

/** A message that was taken from a queue of the node and waits for its acknowledgement. */
export interface Item<Value> {
  readonly messageId: string;
  readonly value: Value;
  /** No message could be found in the bytes. */
  readonly isBroken?: boolean;
  /** It is for another reader of the same queue: stays where it is. */
  readonly isForeign?: boolean;
  /** Frees what was fetched for it. */
  discard?(): Promise<void>;
}

/** One look takes no more: the engine looks again soon when something came. */
const mostAtOnce = 50;

/**
 * What a queue gives, one call for each message, until it is empty or gives the same again. Nothing is taken out of it here.
 * @param next undefined: the queue is empty
 */
export async function* readQueue<Value>(
  { host }: Parts,
  next: () => Promise<Item<Value> | undefined>,
): AsyncGenerator<Value> {
  const seen = new Set<string>();
  while (seen.size < mostAtOnce) {
    const item = await next();
    if (item === undefined) return;
    const isAgain = seen.has(item.messageId);
    seen.add(item.messageId);
    try {
      if (isAgain) return;
      if (item.isForeign !== true && !(await mayComeWhole(host, item))) yield item.value;
    } finally {
      await item.discard?.();
    }
  }
}

/** What cannot be read the first time is left in the queue: it may have suffered on its way. */
async function mayComeWhole(host: Parts['host'], { messageId, isBroken }: Item<unknown>): Promise<boolean> {
  if (isBroken !== true || (await host.owner('unreadable', messageId)) !== undefined) return false;
  await host.once(messageId, 'unreadable', () => messageId);
  host.log('smev.unreadable', { messageId });
  return true;
}

/** What its bytes tell of a message that cannot be read, and how it leaves the queue all the same. */
export function brokenMessage(parts: Parts, { original }: Answered, signal: AbortSignal) {
  const named = findMessageId(original);
  return {
    messageId: named ?? nameOfBytes(original),
    ack: async () => {
      if (named !== undefined) await acknowledge(parts, { messageId: named, accepted: false }, signal);
    },
  };
}

export interface Opened extends Collected {
  readonly verdicts: readonly SignatureVerdict[];
}

export interface Carried {
  readonly message: RequestMessage | ResponseMessage;
  readonly document: CanonicalXml;
  readonly parts: Answered['parts'];
}

/** Looks at the signatures of a message and fetches its files; what a forger names is not fetched. @throws ProviderError */
export async function openMessage(
  trusting: Trusting,
  { message, document, parts }: Carried,
  signal: AbortSignal,
): Promise<Opened> {
  const { host } = trusting;
  const verdicts = verdictsOfMessage(trusting, message, document);
  if (verdicts.every(({ valid }) => valid))
    return { ...(await collectFiles(host, { message, parts }, signal)), verdicts };
  refuseUnknownNode(verdicts);
  host.log('smev.forged', { messageId: message.messageId });
  return { files: [], discard: async () => undefined, verdicts };
}

/**
 * СМЭВ that signs with a new certificate is no forger: refused, its messages would be gone from the node, so they wait there and
 * the connection says why. @throws ProviderError
 */
function refuseUnknownNode(verdicts: readonly SignatureVerdict[]): void {
  const [unknown, ...others] = verdicts.filter(({ valid }) => !valid);
  if (unknown?.status !== 'untrusted' || others.length > 0) return;
  const advice = 'Если СМЭВ сменила сертификат, добавьте новый в настройки подключения: ответы ждут в очереди узла.';
  throw new ProviderError('unknownNode', `${unknown.text}. ${advice}`, { retry: 'later' });
}

/** What the signatures of a message show; one that must be there and is not is said as one that does not hold. */
export function verdictsOfMessage(
  { host, trusted }: Trusting,
  { metadata }: Carried['message'],
  document: CanonicalXml,
): SignatureVerdict[] {
  const found = verifyDocument(document);
  const trust = { smev: trusted, now: host.now(), sentAt: metadata.sentAt };
  const verdicts = verdictsOf(
    found.filter(({ place }) => place !== 'other'),
    trust,
  );
  const has = (place: ElementVerdict['place']) => found.some((one) => one.place === place);
  if (!has('smev')) verdicts.push({ valid: false, text: 'Подписи СМЭВ нет' });
  if (!has('sender')) verdicts.push({ valid: false, text: 'Подписи системы отправителя нет' });
  return verdicts;
}
