import { type Host, ProviderError } from '@reglament/sdk';
import type { Smev3Config } from '../config.ts';
import type { SoapFault } from '../envelope/message.ts';
import { judgeFault } from './faults.ts';
import { messageIdAt } from './message-id.ts';
import { faultError } from './service.ts';

/** The name on the wire of what is sent, made once, by the clock of the moment of the first try. */
export function messageIdOf(host: Host<Smev3Config>, owner: string): Promise<string> {
  return host.once(owner, 'messageId', () => messageIdAt(host.now()));
}

/** Whose message this is: a request's, a reply's, a bus message's id. An old name leads there too. */
export function ownerOf(host: Host<Smev3Config>, messageId: string): Promise<string | undefined> {
  return host.owner('messageId', messageId);
}

/** Days that a message may live from now, after СМЭВ has said that its time is over. */
const longerLife = 7;

/**
 * The later end of life of a message that was too late once. @param attempt counts from 1: nothing can be too late before
 * the first try
 */
export async function endOfLifeOf(host: Host<Smev3Config>, owner: string, attempt: number): Promise<Date | undefined> {
  if (attempt < 2) return undefined;
  const kept = await host.once(owner, 'endOfLife', () => null as string | null);
  return kept === null ? undefined : new Date(kept);
}

/** Does what a fault in answer to a send asks for. @returns that it has arrived before @throws ProviderError */
export async function settleFault(host: Host<Smev3Config>, owner: string, fault: SoapFault): Promise<'done'> {
  const { reaction } = judgeFault(fault);
  if (reaction === 'done') return 'done';
  if (reaction === 'renew') await host.renew(owner, 'messageId', () => messageIdAt(host.now()));
  if (reaction === 'longerLife') {
    const until = new Date(host.now().getTime() + longerLife * 86_400_000);
    await host.renew(owner, 'endOfLife', () => until.toISOString());
  }
  throw faultError(fault);
}

export function notXml(error: Error): ProviderError {
  return new ProviderError('badContent', `Запрос нельзя отправить: ${error.message}`, { retry: 'never', cause: error });
}
