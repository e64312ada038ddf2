import { databaseFault } from '../db.ts';
import { Refusal } from '../errors.ts';

/** A row that there may be one of. @throws Refusal alreadyExists, with the field to change */
export async function once<T>(field: string, message: string, insert: () => Promise<T>): Promise<T> {
  try {
    return await insert();
  } catch (error) {
    if (databaseFault(error) !== 'uniqueViolation') throw error;
    const problems = [{ field, pointer: `/${field}`, code: 'alreadyExists', message }];
    throw new Refusal('alreadyExists', message, { problems });
  }
}
