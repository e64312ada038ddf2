import { ProviderError } from '@reglament/sdk';
import type { Call } from '../envelope/build.ts';
import { verifyDocument } from '../xml-signature/verify.ts';
import { settleFault } from './message-name.ts';
import { type CallOptions, type Trusting, unexpected } from './service.ts';
import { verdictsOf } from './verdicts.ts';

/**
 * Sends what has the name of `owner`: taken now, or at an earlier try. A receipt that СМЭВ did not sign says nothing: the
 * same is sent again, and the node knows it. @throws ProviderError
 */
export async function hand(
  { host, service, trusted }: Trusting,
  { owner, call }: { readonly owner: string; readonly call: Call },
  options: CallOptions,
): Promise<{ readonly when: 'now' | 'before'; readonly sent: Uint8Array }> {
  const { read, sent } = await service.call(call, options);
  if ('unreadable' in read) {
    throw new ProviderError('unreadable', `Ответ узла СМЭВ нельзя прочитать: ${read.unreadable}`, { retry: 'later' });
  }
  const { answer, document } = read;
  if (answer.kind === 'fault') {
    await settleFault(host, owner, answer.fault);
    return { when: 'before', sent };
  }
  if (answer.kind !== 'sent') throw unexpected(answer);
  const now = host.now();
  const forged = verdictsOf(verifyDocument(document), { smev: trusted, now, sentAt: now }).find(({ valid }) => !valid);
  if (forged === undefined) return { when: 'now', sent };
  host.log('smev.forgedReceipt');
  throw new ProviderError('forgedReceipt', `Расписка СМЭВ не принята. ${forged.text}`, { retry: 'later' });
}
