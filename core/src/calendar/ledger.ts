/** What happened to a term, in the order it happened. The due date follows from these entries, the rules and the calendar. */
export type LedgerEntry =
  | { readonly kind: 'started'; readonly at: Date; readonly reason: string | null }
  | { readonly kind: 'paused'; readonly at: Date; readonly reason: string | null }
  | { readonly kind: 'resumed'; readonly at: Date; readonly reason: string | null }
  /** By this many days of the term's own unit. */
  | { readonly kind: 'extended'; readonly at: Date; readonly reason: string | null; readonly days: number };

export interface Pause {
  readonly kind: 'pause';
  readonly from: Date;
  /** null: the clock still stands. */
  readonly to: Date | null;
  readonly reason: string | null;
}

export type Extension = Extract<LedgerEntry, { kind: 'extended' }>;

export interface Course {
  readonly startedAt: Date;
  /** Pauses and extensions, by the moment they began. */
  readonly shifts: readonly (Pause | Extension)[];
}

/**
 * The ledger read from its beginning to its end.
 * @throws RangeError when it does not begin with a start, or pauses what stands, or resumes what runs: commands refuse that
 */
export function readLedger(ledger: readonly LedgerEntry[]): Course {
  const [first, ...others] = ledger;
  if (first?.kind !== 'started') throw new RangeError('a ledger begins with the start of the term');
  const shifts: (Pause | Extension)[] = [];
  for (const entry of others) {
    const open = shifts.findIndex((shift) => shift.kind === 'pause' && shift.to === null);
    const pause = shifts[open];
    if (entry.kind === 'extended') shifts.push(entry);
    else if (entry.kind === 'paused' && pause === undefined)
      shifts.push({ kind: 'pause', from: entry.at, to: null, reason: entry.reason });
    else if (entry.kind === 'resumed' && pause?.kind === 'pause') shifts[open] = { ...pause, to: entry.at };
    else throw new RangeError(`a ledger cannot have «${entry.kind}» here`);
  }
  return { startedAt: first.at, shifts };
}

/** The pause that has not ended yet. */
export function findOpenPause({ shifts }: Course): Pause | undefined {
  return shifts.find((shift): shift is Pause => shift.kind === 'pause' && shift.to === null);
}
