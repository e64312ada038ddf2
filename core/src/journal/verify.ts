import type { Database, Transaction } from '../db.ts';
import type { SealingDeps } from './commands.ts';
import {
  type BadRow,
  type BrokenHead,
  checkChains,
  findApplicationWithoutJournal,
  findBrokenHead,
  findStoredSeal,
  readAtLeisure,
  storedSealNumbers,
} from './queries.ts';
import { FIRST_PREVIOUS, readSeal, type Seal } from './seal.ts';

export type SealProblem = 'sealForged' | 'sealFileMissing' | 'sealRowMissing' | 'sealRowDiffers' | 'sealOutOfChain';

export interface JournalReport {
  readonly ok: boolean;
  readonly rows: number;
  readonly badRows: number;
  /** The first row that does not hold, or the first that is missing. */
  readonly firstBadRow: BadRow | (BrokenHead & { readonly seal: number; readonly day: string }) | undefined;
  readonly seals: number;
  readonly sealProblems: readonly { readonly number: number; readonly problem: SealProblem }[];
  /** The last good seal; what was cut off after it cannot be noticed. null: there is none yet. */
  readonly sealedUntil: Date | null;
}

/**
 * Checks every chain, every payload that was not destroyed, every seal, and that what the seals saw is still there.
 * Reads only. Runs without a time limit, as the owner.
 */
export async function verifyJournal(deps: SealingDeps): Promise<JournalReport> {
  const chains = await unlimited(deps.database, (trx) => checkChains(trx, 1));
  const emptied = await unlimited(deps.database, findApplicationWithoutJournal);
  const sealed = await verifySeals(deps);
  const lost: BadRow | undefined =
    emptied === undefined ? undefined : { applicationId: emptied, seq: 1, problem: 'gap' };
  const firstBadRow = chains.first[0] ?? sealed.firstBadRow ?? lost;
  return {
    ok: firstBadRow === undefined && sealed.problems.length === 0,
    rows: chains.rows,
    badRows: chains.badRows,
    firstBadRow,
    seals: sealed.count,
    sealProblems: sealed.problems,
    sealedUntil: sealed.last?.createdAt ?? null,
  };
}

interface SealsReport {
  readonly count: number;
  readonly problems: JournalReport['sealProblems'];
  readonly firstBadRow: JournalReport['firstBadRow'];
  readonly last: Seal | undefined;
}

async function verifySeals(deps: SealingDeps): Promise<SealsReport> {
  const stored = await deps.database.asOwner(storedSealNumbers);
  const numbers = [...new Set([...stored, ...(await deps.seals.numbers())])].toSorted((a, b) => a - b);
  const problems: { number: number; problem: SealProblem }[] = [];
  let firstBadRow: JournalReport['firstBadRow'];
  let last: Seal | undefined;
  for (const number of numbers) {
    const { seal, problem } = await inspect(deps, number);
    if (problem !== undefined) problems.push({ number, problem });
    if (seal === undefined) continue;
    const follows =
      last === undefined ? number === 1 && seal.previous === FIRST_PREVIOUS : seal.previous === last.digest;
    if (!follows) problems.push({ number, problem: 'sealOutOfChain' });
    if (firstBadRow === undefined) {
      const broken = await unlimited(deps.database, (trx) => findBrokenHead(trx, seal.heads));
      if (broken !== undefined) firstBadRow = { ...broken, seal: number, day: seal.day };
    }
    last = seal;
  }
  return { count: numbers.length, problems, firstBadRow, last };
}

/** The seal of this number from wherever a good one is kept, and what is wrong with the other place. */
async function inspect(deps: SealingDeps, number: number): Promise<{ seal?: Seal | undefined; problem?: SealProblem }> {
  const file = await deps.seals.read(number);
  const row = await deps.database.asOwner((trx) => findStoredSeal(trx, number));
  const fromFile = file === undefined ? undefined : readSeal(file, deps.key);
  const fromRow = row === undefined ? undefined : readSeal(`${row.text}hmac ${row.hmac}\n`, deps.key);
  const seal = fromFile ?? fromRow;
  if (file === undefined) return { seal, problem: 'sealFileMissing' };
  if (fromFile === undefined) return { seal, problem: 'sealForged' };
  if (row === undefined) return { seal, problem: 'sealRowMissing' };
  if (fromRow?.hmac !== fromFile.hmac) return { seal, problem: 'sealRowDiffers' };
  return { seal };
}

async function unlimited<T>(database: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  return database.asOwner(async (trx) => {
    await readAtLeisure(trx);
    return work(trx);
  });
}
