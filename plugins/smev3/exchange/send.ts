import type { JsonObject, OutgoingRequest, Receipt } from '@reglament/sdk';
import { XmlProblem } from '@reglament/xml';
import { type RequestToSend, sendRequest } from '../envelope/build.ts';
import { ForbiddenCharacter } from '../envelope/write-xml.ts';
import { bareContent } from './content.ts';
import { hand } from './hand.ts';
import { endOfLifeOf, messageIdOf, notXml } from './message-name.ts';
import { placeFiles } from './outgoing-files.ts';
import type { Trusting } from './service.ts';

/** What a request says: the element under MessagePrimaryContent. */
export interface Letter extends Pick<OutgoingRequest, 'id' | 'files'> {
  /** XML with one root. */
  readonly content: string;
  readonly personalSignature?: string;
  readonly attempt: number;
  readonly referenceMessageId?: string;
  readonly transactionCode?: string;
  readonly nodeId?: string | undefined;
}

/** Sends under a name that was stored before the first try; what has arrived before is a success too. @throws ProviderError */
export async function sendLetter(trusting: Trusting, letter: Letter, signal: AbortSignal): Promise<Receipt> {
  const { host } = trusting;
  const { id, attempt, files } = letter;
  const messageId = await messageIdOf(host, id);
  const endOfLife = await endOfLifeOf(host, id, attempt);
  const placed = await placeFiles(host, { owner: id, messageId, files, signal });
  const call = sendRequest(host.config.version, {
    ...factsOf(letter),
    ...placed,
    messageId,
    ...(endOfLife === undefined ? {} : { endOfLife }),
    ...(host.config.testMessages === true ? { isTest: true } : {}),
  });
  const { when, sent } = await hand(trusting, { owner: id, call }, { signal, parts: placed.parts });
  const text = when === 'before' ? 'СМЭВ приняла сообщение раньше' : 'СМЭВ приняла сообщение';
  return { messageId, text, original: sent };
}

function factsOf(letter: Letter): Pick<RequestToSend, 'content'> & Partial<RequestToSend> {
  const { content, personalSignature, referenceMessageId, transactionCode, nodeId } = letter;
  try {
    return {
      content: bareContent(content),
      ...(personalSignature === undefined ? {} : { personalSignature }),
      ...(referenceMessageId === undefined ? {} : { referenceMessageId }),
      ...(transactionCode === undefined ? {} : { transactionCode }),
      ...(nodeId === undefined ? {} : { nodeId }),
    };
  } catch (error) {
    if (error instanceof XmlProblem || error instanceof ForbiddenCharacter) throw notXml(error);
    throw error;
  }
}

export function textOf(question: JsonObject, field: string): string {
  const value = question[field];
  return typeof value === 'string' ? value : '';
}
