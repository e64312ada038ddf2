import { openWire } from './wire.ts';

/** What the loading process is told to do. */
export interface LoadOrder {
  readonly port: number;
  /** Whole HTTP requests; each connection takes the next one, round and round. */
  readonly requests: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

/** Times in milliseconds, as the client saw them. */
export interface LoadResult {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export async function load(order: LoadOrder): Promise<LoadResult> {
  const requests = order.requests.map((text) => Buffer.from(text));
  const wires = await Promise.all(Array.from({ length: order.connections }, () => openWire(order.port)));
  const times: number[] = [];
  let turn = 0;
  const began = performance.now();
  const end = began + order.seconds * 1000;
  const drive = async (wire: (typeof wires)[number]) => {
    for (let sent = performance.now(); sent < end; ) {
      const request = requests[turn++ % requests.length] ?? Buffer.alloc(0);
      const answer = await wire.send(request);
      if (answer.body !== '') throw new Error(`answered ${answer.status}: ${answer.body.slice(0, 500)}`);
      const now = performance.now();
      times.push(now - sent);
      sent = now;
    }
  };
  try {
    await Promise.all(wires.map(drive));
  } finally {
    for (const wire of wires) wire.close();
  }
  return summary(times, performance.now() - began);
}

function summary(times: readonly number[], elapsed: number): LoadResult {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    count: sorted.length,
    perSecond: (sorted.length / elapsed) * 1000,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}
