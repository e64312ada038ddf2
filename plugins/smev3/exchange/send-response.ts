import { type OutgoingFile, ProviderError } from '@reglament/sdk';
import { type ResponseContent, sendResponse } from '../envelope/build.ts';
import { hand } from './hand.ts';
import { messageIdOf } from './message-name.ts';
import { placeFiles } from './outgoing-files.ts';
import type { Trusting } from './service.ts';

export interface ResponseLetter {
  readonly id: string;
  /** ReplyTo of the request, as it came. */
  readonly to: string;
  readonly response: ResponseContent;
  readonly files: readonly OutgoingFile[];
}

/** Answers a request of another body, once; what has arrived before is a success too. @throws ProviderError */
export async function sendAnswer(trusting: Trusting, letter: ResponseLetter, signal: AbortSignal): Promise<void> {
  const { host } = trusting;
  const { id, to, response, files } = letter;
  if (response.kind !== 'content' && files.length > 0) {
    const text =
      'С отказом и с промежуточным состоянием СМЭВ файлов не передаёт. Уберите файлы или дайте ответ по существу.';
    throw new ProviderError('filesWithStatus', text, { retry: 'never' });
  }
  const messageId = await messageIdOf(host, id);
  const { parts, ...placed } = await placeFiles(host, { owner: id, messageId, files, signal });
  const said = response.kind === 'content' ? { ...response, ...placed } : response;
  const call = sendResponse(host.config.version, { messageId, to, response: said });
  await hand(trusting, { owner: id, call }, { signal, parts });
}
