import type { Database, Transaction } from '../db.ts';
import { findStoredSeal, headsBetween, settledEvent, storedSealNumbers } from './queries.ts';
import { insertSeal, lockSeals } from './rows.ts';
import { FIRST_PREVIOUS, makeSeal, readSeal, type Seal, sealFile } from './seal.ts';
import type { SealStore } from './seal-store.ts';

export interface SealingDeps {
  readonly database: Database;
  readonly seals: SealStore;
  /** From sealKey(). */
  readonly key: Buffer;
}

/** A seal that does not hold: sealing goes no further, so that a person looks first. */
export class BrokenSeal extends Error {
  readonly number: number;

  constructor(number: number, what: string) {
    super(
      `Печать журнала № ${number} ${what}. Запустите «reglament journal verify» и сообщите ответственному за защиту информации.`,
    );
    this.name = 'BrokenSeal';
    this.number = number;
  }
}

/**
 * Seals all heads that changed since the seal before. The file is written first: after a crash in between, the next
 * call takes the seal over from the file, so a number is never given twice and a file never replaced.
 * Throws BrokenSeal when the last seal is forged or is missing in either place.
 */
export async function sealJournal(deps: SealingDeps, now: Date): Promise<Seal> {
  const { database, seals } = deps;
  const upToEvent = await database.asOwner(async (trx) => settledEvent(trx));
  return database.asOwner(async (trx) => {
    await lockSeals(trx);
    const last = await lastSeal(trx, deps);
    const seal = makeSeal(
      {
        number: (last?.number ?? 0) + 1,
        day: now.toISOString().slice(0, 10),
        createdAt: now,
        previous: last?.digest ?? FIRST_PREVIOUS,
        upToEvent: Math.max(upToEvent, last?.upToEvent ?? 0),
        heads: await headsBetween(trx, last?.upToEvent ?? 0, upToEvent),
      },
      deps.key,
    );
    await seals.write(seal.number, sealFile(seal));
    await insertSeal(trx, seal);
    return seal;
  });
}

async function lastSeal(trx: Transaction, { seals, key }: SealingDeps): Promise<Seal | undefined> {
  const stored = (await storedSealNumbers(trx)).at(-1) ?? 0;
  const kept = (await seals.numbers()).at(-1) ?? 0;
  if (kept < stored) throw new BrokenSeal(stored, 'есть в базе данных, но её файла нет');
  if (kept === 0) return undefined;
  const seal = readSeal((await seals.read(kept)) ?? '', key);
  if (seal === undefined) throw new BrokenSeal(kept, 'изменена или сделана с другим ключом SECRET_KEY');
  const row = await findStoredSeal(trx, kept);
  if (row !== undefined && row.hmac !== seal.hmac) throw new BrokenSeal(kept, 'в базе данных и в файле различаются');
  if (row === undefined) await insertSeal(trx, seal);
  return seal;
}
