/** Milliseconds between two looks, and after one that met trouble. */
const PACE = 1_000;
const PATIENCE = 3_000;

export interface Looking {
  start(): void;
  /** Now, or as soon as the look that goes on has ended. */
  wake(): void;
  /** What the last look met, in words. */
  trouble(): string | undefined;
  stop(): Promise<void>;
}

/** Looks again and again, one look at a time, until it is stopped. */
export function createLooking(look: (signal: AbortSignal) => Promise<void>): Looking {
  const stopping = new AbortController();
  let trouble: string | undefined;
  let pause = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = async () => {
    while (!stopping.signal.aborted) {
      pause = Promise.withResolvers();
      try {
        await look(stopping.signal);
        trouble = undefined;
      } catch (error) {
        trouble = error instanceof Error ? error.message : String(error);
      }
      timer = setTimeout(pause.resolve, trouble === undefined ? PACE : PATIENCE);
      await pause.promise;
      clearTimeout(timer);
    }
  };
  return {
    start: () => {
      running = run();
    },
    wake: () => pause.resolve(),
    trouble: () => trouble,
    async stop() {
      stopping.abort();
      pause.resolve();
      clearTimeout(timer);
      await running;
    },
  };
}
