import { type OutgoingFile, ProviderError } from '@reglament/sdk';
import { type ResponseContent, sendResponse } from '../envelope/build.ts';
import { messageIdOf, settleFault } from './message-name.ts';
import { placeFiles } from './outgoing-files.ts';
import type { Parts } from './send.ts';
import { unexpected } from './service.ts';

export interface ResponseLetter {
  readonly id: string;
  /** ReplyTo of the request, as it came. */
  readonly to: string;
  readonly response: ResponseContent;
  readonly files: readonly OutgoingFile[];
}

/** Answers a request of another body, once; what has arrived before is a success too. @throws ProviderError */
export async function sendAnswer({ host, service }: Parts, letter: ResponseLetter, signal: AbortSignal): Promise<void> {
  const { id, to, response, files } = letter;
  if (response.kind !== 'content' && files.length > 0) {
    const text =
      'С отказом и с промежуточным состоянием СМЭВ файлов не передаёт. Уберите файлы или дайте ответ по существу.';
    throw new ProviderError('filesWithStatus', text, { retry: 'never' });
  }
  const messageId = await messageIdOf(host, id);
  const { parts, ...placed } = await placeFiles(host, { owner: id, messageId, files, signal });
  const said = response.kind === 'content' ? { ...response, ...placed } : response;
  const answer = await service.ask(sendResponse(host.config.version, { messageId, to, response: said }), {
    signal,
    parts,
  });
  if (answer.kind === 'fault') await settleFault(host, id, answer.fault);
  else if (answer.kind !== 'sent') throw unexpected(answer);
}
