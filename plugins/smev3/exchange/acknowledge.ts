import { ack } from '../envelope/build.ts';
import { judgeFault } from './faults.ts';
import { type Parts, unexpected } from './service.ts';

/** Takes a message out of the queue; one that is gone already is as good. @throws ProviderError */
export async function acknowledge(
  { host, service }: Parts,
  { messageId, accepted }: { readonly messageId: string; readonly accepted: boolean },
  signal: AbortSignal,
): Promise<void> {
  const answer = await service.ask(ack(host.config.version, messageId, accepted), { signal });
  if (answer.kind === 'acknowledged') return;
  if (answer.kind === 'fault' && judgeFault(answer.fault).reaction === 'done') return;
  throw unexpected(answer);
}
