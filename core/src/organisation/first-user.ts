import { permissions } from '../access/grant.ts';
import type { Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';
import { createOrganisation, createRole } from './commands.ts';
import { listOrganisations, listRoles } from './queries.ts';

/** What an administrator of the whole installation does not do by themselves: answering is a clerk's work. */
const ofClerks = 'requests.answer';

/** As people know this role, here and in the demonstration. */
export const firstRole = 'administrator';

interface FirstBody {
  readonly code: string;
  readonly title: string;
}

/**
 * An empty installation gets its first body and the role of an administrator: without them nobody could enter, and what is made in
 * the pages is made by somebody who has. The rest of the body is said there.
 */
export async function beginInstallation(trx: Transaction, { code, title }: FirstBody): Promise<string> {
  if ((await listOrganisations(trx)).length > 0) {
    throw new Refusal(
      'stateConflict',
      'Ведомства здесь уже есть: сотрудника добавляет «reglament user add» или администратор в «Людях и доступе».',
    );
  }
  if (!/^[a-z][a-zA-Z0-9]{1,39}$/.test(code)) {
    throw new Refusal('invalidBody', `Код ведомства «${code}»: латинская буква и до 39 латинских букв и цифр.`);
  }
  if (!(await listRoles(trx)).some((one) => one.code === firstRole)) {
    const own = permissions.filter((permission) => permission !== ofClerks);
    await createRole(trx, { code: firstRole, title: 'Администратор', functions: [], permissions: own });
  }
  const unknown = { headName: null, headPosition: null, address: null };
  const usual = { kind: 'municipal', timeZone: 'Europe/Moscow', workplace: 'doverie', departments: [] };
  const named = { code, title, shortTitle: title, mnemonic: code.toUpperCase() };
  return createOrganisation(trx, { ...named, ...unknown, ...usual });
}
