/** So many bytes of memory for everybody; who does not fit waits, in the order of coming. One process is one room. */
export interface Room {
  /** What needs more than there is has all of it, alone. */
  within<T>(bytes: number, work: () => Promise<T>): Promise<T>;
}

interface Waiting {
  readonly bytes: number;
  readonly enter: () => void;
}

export function openRoom(size: number): Room {
  const waiting: Waiting[] = [];
  let free = size;
  const letIn = (): void => {
    for (let next = waiting[0]; next !== undefined && next.bytes <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.bytes;
      next.enter();
    }
  };
  return {
    async within(wanted, work) {
      const bytes = Math.min(wanted, size);
      await new Promise<void>((enter) => {
        waiting.push({ bytes, enter });
        letIn();
      });
      try {
        return await work();
      } finally {
        free += bytes;
        letIn();
      }
    },
  };
}
