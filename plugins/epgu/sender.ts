import type { BusMessage, Host } from '@reglament/sdk';
import type { CameOrder } from './read-came.ts';

/** Longer than any portal's number; the platform refuses such a one by itself. */
const MOST_NUMBER = 200;

/**
 * Numbers of portals are easily guessed, and whoever may send this type of message has a signature that holds. So what is said
 * of an application is taken from the system that has filed it. Gives what is wrong, in Russian.
 */
export async function strangerOf(
  host: Host<unknown>,
  { from, verdicts = [] }: Pick<BusMessage, 'from' | 'verdicts'>,
  { kind, orderId }: Pick<CameOrder, 'kind' | 'orderId'>,
): Promise<string | undefined> {
  // What is forged says nothing of who has sent it.
  if (from.code === '' || orderId.length > MOST_NUMBER || verdicts.some(({ valid }) => !valid)) return undefined;
  const key = `order ${orderId}`;
  const filedBy = await host.owner(key, orderId);
  if (filedBy === undefined) {
    if (kind === 'application') await host.once(from.code, key, () => orderId);
    return undefined;
  }
  if (filedBy === from.code) return undefined;
  return `О заявлении ${orderId} пишет система «${from.code}», а подала его «${filedBy}»: сверьтесь с порталом`;
}
