/** A call that the provider owes: to whom, and what it will say in turn. */
interface OwedCall {
  readonly url: string;
  readonly bodies: readonly Uint8Array[];
  /** Not before this moment, in milliseconds. */
  readonly at: number;
}

export interface Caller {
  owe(call: OwedCall): void;
  /** What was not taken yet, due or not. */
  waiting(): number;
  close(): void;
}

interface Owed extends OwedCall {
  left: readonly Uint8Array[];
  /** Looks to let pass. */
  rest: number;
  busy: boolean;
}

/** Milliseconds between looks at what is due. */
const EVERY = 25;
/** Looks that pass before a call that was not taken is made again. */
const PAUSE = 8;

/** Calls until the other side has answered well, one body after another. */
export function openCaller(now: () => Date): Caller {
  const owed = new Set<Owed>();
  const stop = new AbortController();
  const timer = setInterval(() => {
    for (const one of owed) {
      one.rest -= 1;
      if (!one.busy && one.rest <= 0 && one.at <= now().getTime()) void make(one);
    }
  }, EVERY).unref();

  async function make(one: Owed): Promise<void> {
    one.busy = true;
    const isTaken = await isTakenBy(one.url, { body: one.left[0] ?? new Uint8Array(), signal: stop.signal });
    one.busy = false;
    one.rest = isTaken ? 0 : PAUSE;
    if (isTaken) one.left = one.left.slice(1);
    if (one.left.length === 0) owed.delete(one);
  }

  return {
    owe: (call) => void owed.add({ ...call, left: call.bodies, rest: 0, busy: false }),
    waiting: () => [...owed].reduce((sum, { left }) => sum + left.length, 0),
    close: () => {
      clearInterval(timer);
      stop.abort();
    },
  };
}

async function isTakenBy(url: string, { body, signal }: { body: Uint8Array; signal: AbortSignal }): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/json' };
    const { ok } = await fetch(url, { method: 'POST', headers, body: Buffer.from(body), signal });
    return ok;
  } catch {
    return false;
  }
}
