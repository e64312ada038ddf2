import type { Bus, ExchangeRecord } from '../src/index.ts';

export interface BusProcess {
  /** A call of the host: counted, and never coming back once the process is dead. */
  step<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Something to wait for instead, when nobody answers. */
  silence(signal: AbortSignal): Promise<never> | undefined;
  record(exchange: ExchangeRecord): void;
}

/** A lent bus as one process has it: each of its calls is one in which the process may be killed. */
export function busThrough(bus: Bus, { step, silence, record }: BusProcess): Bus {
  const tell = (method: string, address: string) =>
    record({ direction: 'out', method, address, status: 'ok', duration: 0 });
  return {
    send: (message, signal) =>
      step(async () => {
        await (silence(signal) ?? bus.send(message, signal));
        tell('send', message.type);
      }),
    async *take(types, signal) {
      const messages = bus.take(types, signal)[Symbol.asyncIterator]();
      for (;;) {
        const next = await step(() => silence(signal) ?? messages.next());
        if (next.done) return;
        const { ack } = next.value;
        yield { ...next.value, ack: () => step(() => ack()) };
      }
    },
  };
}
