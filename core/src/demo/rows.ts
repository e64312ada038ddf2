import type { JsonObject } from '@reglament/sdk';
import type { Transaction } from '../db.ts';

/**
 * A connection of a demo that was made before connections could be led to emulators: the address of one that has long ended
 * stands in its settings. Nothing when somebody has said since where it leads.
 */
export async function leadToEmulator(trx: Transaction, id: string, settings: JsonObject): Promise<void> {
  await trx('connection')
    .where({ id })
    .whereNull('emulated')
    .update({ emulated: true, settings: JSON.stringify(settings), secrets: null, version: trx.raw('version + 1') });
}
