import type { Emulated, JsonObject, Scenario } from '@reglament/sdk';
import type { Exchange, Verdict } from '@reglament/sdk/emulator';
import type { Element } from '@xmldom/xmldom';
import type { Attachment } from './attachment.ts';
import { type Call, requiredChild } from './call.ts';
import { childElements } from './document.ts';
import { SmevFault } from './fault.ts';
import type { TypeName } from './mailbox.ts';
import type { Metadata } from './metadata.ts';
import { metadataXml } from './metadata.ts';
import { type Node, signedBy } from './node.ts';
import { specialDelay, specialFault } from './special.ts';
import { timeOfUuid } from './uuid-v1.ts';

/** What is to be answered; undefined: the exchange is over already. */
export interface Answer {
  /** The element under `soap:Body`. */
  readonly xml: string;
  readonly parts?: readonly Attachment[];
  /** Held back this long, in seconds of real time. */
  readonly delay?: number;
}

/** One of the two methods that bring a message. */
export interface Arriving {
  readonly node: Node;
  readonly call: Call;
  readonly exchange: Exchange;
}

const DAY = 86_400_000;
const SMEV_ID = 'SIGNED_BY_SMEV';

/** @throws SmevFault a name that is not a UUID of version 1, or one that was made two days ago or more */
export function checkMessageId(messageId: string, now: Date): void {
  const made = timeOfUuid(messageId);
  if (!made) {
    throw new SmevFault('InvalidMessageIdFormat', `MessageID «${messageId}» – не UUID первого варианта`);
  }
  if (now.getTime() - made.getTime() >= 2 * DAY) {
    throw new SmevFault('StaleMessageId', `MessageID «${messageId}» устарел: сделайте новый`);
  }
}

export interface Taking {
  readonly messageId: string;
  readonly kind: Emulated['kind'];
  readonly content: JsonObject;
  /** Absent: what the scenario refuses is refused at once. */
  onTaken?(scenario: Scenario): void;
}

export interface TakenMessage {
  readonly verdict: Verdict;
  /** The same message had come before. */
  readonly isRepeat: boolean;
  readonly delay: number;
}

/** Plays the next scenario on what has come. undefined: that has ended the exchange. @throws SmevFault */
export function takeMessage({ node, exchange }: Arriving, taking: Taking): TakenMessage | undefined {
  const { messageId, kind, content, onTaken } = taking;
  const isRepeat = node.taken.has(messageId);
  const before = node.side.effects.length;
  let delay = 0;
  const verdict = node.side.arrive(exchange, {
    key: messageId,
    effect: { id: messageId, kind, content },
    ...(onTaken ? { onTaken } : {}),
    onSpecial(scenario) {
      const fault = specialFault(scenario);
      if (fault) throw fault;
      delay = specialDelay(scenario);
      return false;
    },
  });
  if (node.side.effects.length > before) node.taken.add(messageId);
  if (verdict?.kind === 'stale') {
    throw new SmevFault('StaleMessageId', `MessageID «${messageId}» устарел: сделайте новый`);
  }
  if (verdict?.kind === 'refused') throw new SmevFault('AccessDenied', verdict.reason);
  if (verdict && isRepeat) {
    throw new SmevFault('MessageIsAlreadySent', `Сообщение с MessageID «${messageId}» уже было отправлено`);
  }
  return verdict && { verdict, isRepeat, delay };
}

/** `MessageMetadata` in the answer of a method, signed by the node. */
export function receiptXml({ node, call }: Arriving, metadata: Omit<Metadata, 'sentAt' | 'id'>): string {
  const { version, method } = call;
  const signed = metadataXml({ ...metadata, sentAt: node.now(), id: SMEV_ID }, version);
  const signature = signedBy(node.keys.smev, signed, { version, name: 'SMEVSignature', id: SMEV_ID });
  return `<ns2:${method}Response>${signed}${signature}</ns2:${method}Response>`;
}

export function typeNameOf(content: Element): TypeName {
  return { namespace: content.namespaceURI ?? '', root: content.localName ?? '' };
}

/** The one element under `MessagePrimaryContent`. */
export function contentOf(data: Element): Element {
  const [content] = childElements(requiredChild(data, 'MessagePrimaryContent'));
  return content ?? requiredChild(data, 'element()');
}
