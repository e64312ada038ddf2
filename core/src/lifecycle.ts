/** Why the process ends, and what to do before. */
export interface Lifecycle {
  /** Aborts when someone asks the process to stop: Ctrl+C, SIGTERM, the runner, or the runner's death. */
  readonly stop: AbortSignal;
  /** Remembers how to close what was just opened. */
  opened(close: () => Promise<void>): void;
  /** Closes all, the newest first; one that fails does not keep the others from closing. */
  closeAll(): Promise<void>;
}

/** What the runner (run.mjs) is told; without a runner nobody listens. */
export type Message =
  | { readonly step: string; readonly result: string }
  | { readonly ready: { readonly url: string; readonly demo?: DemoLogins } }
  | { readonly problem: string };

export interface DemoLogins {
  readonly password: string;
  readonly users: readonly { readonly login: string; readonly name: string; readonly role: string }[];
}

export function startLifecycle(onCloseError: (error: unknown) => void): Lifecycle {
  const stop = new AbortController();
  const closers: (() => Promise<void>)[] = [];
  const end = () => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.on('message', (message) => {
    if (typeof message === 'object' && message !== null && 'stop' in message) end();
  });
  // The channel closes when the runner is killed: a server without it would hold the port and the database of the next start.
  process.on('disconnect', end);
  return {
    stop: stop.signal,
    opened: (close) => void closers.push(close),
    async closeAll() {
      for (let close = closers.pop(); close; close = closers.pop()) await close().catch(onCloseError);
    },
  };
}

export async function tell(message: Message): Promise<void> {
  // A runner that is gone in this very moment is no reason to fail: the channel's end says so anyway.
  if (process.connected)
    await new Promise<void>((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}

/** Resolves when the process has been asked to stop. */
export function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
