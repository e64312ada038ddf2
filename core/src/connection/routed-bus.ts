import { type Bus, type BusMessage, isProviderError, type ProviderError } from '@reglament/sdk';

/** What the lent bus carries goes over it, the rest between the bodies of this installation. */
export function routedBus(lent: Bus | undefined, local: Bus): Bus {
  if (lent?.carries === undefined) return lent ?? local;
  const isLents = (type: string) => lent.carries?.(type) ?? true;
  return {
    send: (message, signal) => (isLents(message.type) ? lent : local).send(message, signal),
    take: (types, signal) =>
      takeBoth([lent, types.filter(isLents)], [local, types.filter((type) => !isLents(type))], signal),
  };
}

/**
 * A neighbour that might have lent its bus does not open: bodies of this installation go on writing to one another, and what
 * only that bus could bring meets the neighbour's own trouble.
 */
export function besideBroken(local: Bus, broken: ProviderError): Bus {
  return {
    take: local.take,
    send: (message, signal) =>
      local.send(message, signal).catch((error: unknown) => {
        throw isProviderError(error) && error.code === 'unknownBody' ? broken : error;
      }),
  };
}

type Asked = readonly [Bus, readonly string[]];

async function* takeBoth(first: Asked, second: Asked, signal: AbortSignal): AsyncGenerator<BusMessage> {
  for (const [bus, types] of [first, second]) {
    if (types.length > 0) yield* bus.take(types, signal);
  }
}
