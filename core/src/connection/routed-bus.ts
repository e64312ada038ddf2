import type { Bus, BusMessage } from '@reglament/sdk';

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

type Asked = readonly [Bus, readonly string[]];

async function* takeBoth(first: Asked, second: Asked, signal: AbortSignal): AsyncGenerator<BusMessage> {
  for (const [bus, types] of [first, second]) {
    if (types.length > 0) yield* bus.take(types, signal);
  }
}
