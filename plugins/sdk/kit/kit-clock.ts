/** A clock that goes only when it is moved. */
export interface KitClock {
  readonly now: () => Date;
  move(seconds: number): void;
}

export function createKitClock(start = new Date('2026-03-02T09:00:00Z')): KitClock {
  let moment = start.getTime();
  return {
    now: () => new Date(moment),
    move: (seconds) => {
      moment += seconds * 1000;
    },
  };
}
