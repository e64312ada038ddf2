import { databaseFault } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { changePersonTold, checkOver, type Doing } from './commands.ts';
import { deletePerson, hasSignedIn } from './rows.ts';

/**
 * An account that nobody has signed in with yet, as if it had never been: its login is free again. Whatever else in the
 * database names the person keeps it. @throws Refusal notFound, forbidden, stateConflict
 */
export async function removeUnused(doing: Doing, id: string): Promise<void> {
  try {
    await changePersonTold(doing, id, async (trx, person) => {
      checkOver(doing.session, person);
      if (!person.must_change_password || (await hasSignedIn(trx, person))) throw used();
      await deletePerson(trx, id);
      return { type: 'user.removed', payload: { login: person.login } };
    });
  } catch (error) {
    throw databaseFault(error) === 'foreignKeyViolation' ? used() : error;
  }
}

function used(): Refusal {
  return new Refusal(
    'stateConflict',
    'Этой учётной записью уже пользовались: удалить её нельзя. Заблокируйте её, если сотрудник больше не работает.',
  );
}
