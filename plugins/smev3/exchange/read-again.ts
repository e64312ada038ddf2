import type { Reread } from '@reglament/sdk';
import { envelopeIn } from '../transport/node.ts';
import { verdictsOfMessage } from './queue.ts';
import { outcomeFor, type Receiving } from './receive.ts';
import { readEnvelope } from './service.ts';

/** Bytes of a queue that are kept, as an answer to this request: no file is fetched, and signatures are judged anew. */
export async function readAgain(receiving: Receiving, original: Uint8Array, requestId: string): Promise<Reread> {
  const found = readEnvelope(await envelopeIn(original, contentTypeOf(original)));
  if ('unreadable' in found) return unreadable(`Сообщение СМЭВ нельзя прочитать: ${found.unreadable}`);
  const { answer, document } = found;
  if (answer.kind !== 'response') return unreadable('Это не ответ на запрос');
  const verdicts = verdictsOfMessage(receiving, answer.message, document);
  return { outcome: await outcomeFor(receiving, answer.message, requestId), verdicts };
}

function unreadable(reason: string): Reread {
  return { outcome: { status: 'unreadable', reason }, verdicts: [] };
}

/** A message with files begins with the line that parts it; its head is not kept. */
function contentTypeOf(original: Uint8Array): string {
  const line = /^--([^\r\n]{1,70})\r?\n/.exec(Buffer.from(original.subarray(0, 80)).toString('latin1'));
  return line === null ? 'text/xml' : `multipart/related; boundary="${line[1]}"`;
}
