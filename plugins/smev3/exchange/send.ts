import { type Host, type JsonObject, type OutgoingRequest, ProviderError, type Receipt } from '@reglament/sdk';
import type { Smev3Config } from '../config.ts';
import { type RequestToSend, sendRequest } from '../envelope/build.ts';
import { ForbiddenCharacter } from '../envelope/write-xml.ts';
import { XmlProblem } from '../xml/problem.ts';
import { bareContent } from './content.ts';
import { endOfLifeOf, messageIdOf, notXml, settleFault } from './message-name.ts';
import { placeFiles } from './outgoing-files.ts';
import type { Service } from './service.ts';
import { unexpected } from './service.ts';

export interface Parts {
  readonly host: Host<Smev3Config>;
  readonly service: Service;
}

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
export async function sendLetter({ host, service }: Parts, letter: Letter, signal: AbortSignal): Promise<Receipt> {
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
  const { read, sent } = await service.call(call, { signal, parts: placed.parts });
  if ('unreadable' in read) {
    throw new ProviderError('unreadable', `Ответ узла СМЭВ нельзя прочитать: ${read.unreadable}`, { retry: 'later' });
  }
  const { answer } = read;
  if (answer.kind === 'fault') await settleFault(host, id, answer.fault);
  else if (answer.kind !== 'sent') throw unexpected(answer);
  return {
    messageId,
    text: answer.kind === 'fault' ? 'СМЭВ приняла сообщение раньше' : 'СМЭВ приняла сообщение',
    original: sent,
  };
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
