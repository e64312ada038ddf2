import { readCsv } from '../../csv-reader.ts';
import type { Transaction } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { appendAdminEvent } from '../../journal/rows.ts';
import { titleOf } from '../../rule/title.ts';
import { hashPassword, issuePassword } from '../../session/password.ts';
import { fullName } from '../../session/session.ts';
import { checkOf } from '../../validation.ts';
import { insertEmployee } from '../employee.ts';
import { getOrganisation, listRoles } from '../queries.ts';
import { beyondAuthority } from './authority.ts';
import type { Doing } from './commands.ts';
import { headingProblem, type ImportedPerson, type ImportedRow, readPeople } from './import.ts';
import { takenLogins } from './queries.ts';

/** Rows of one file; people are then added a few at a time. */
const MOST = 2000;

export interface CheckedRow extends ImportedRow {
  readonly state: 'new' | 'exists' | 'wrong';
}

/** What a file would do, row by row; nothing is written. @throws Refusal invalidBody, when it is no such table */
export async function checkImport({ deps, session }: Doing, text: string): Promise<CheckedRow[]> {
  const rows = readCsv(text);
  const problem = headingProblem(rows[0]);
  if (problem !== undefined) throw new Refusal('invalidBody', problem);
  if (rows.length > MOST + 1)
    throw new Refusal('tooLarge', `В файле больше ${MOST} строк. Разделите его на несколько.`);
  const organisationId = session.organisation.id;
  return deps.database.asOwner(async (trx) => {
    const roles = await listRoles(trx);
    const { departments = [] } = await getOrganisation(trx, organisationId);
    const services = deps.definitions
      .list('service')
      .map(({ code, content }) => ({ code, title: titleOf(content.title) }));
    const people = readPeople(rows, { departments, roles, services });
    const taken = await takenLogins(
      trx,
      people.map(({ person }) => person.login.toLowerCase()),
    );
    const check = checkOf('NewUser', 'body');
    return people.map((row) => {
      const problems = [...row.problems];
      // What is missing has been said already.
      if (problems.length === 0) problems.push(...check(row.person).map(({ message }) => message));
      for (const { role: code } of row.person.roles) {
        const role = roles.find((one) => one.code === code);
        const beyond = role && beyondAuthority(session.grants, { ...role, organisationId });
        if (beyond !== undefined) problems.push(beyond);
      }
      const exists = taken.has(row.person.login.toLowerCase());
      return { ...row, problems, state: problems.length > 0 ? 'wrong' : exists ? 'exists' : 'new' };
    });
  });
}

export interface Imported {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

/** All of them or none. @throws Refusal alreadyExists, notFound, forbidden */
export async function importPeople(doing: Doing, people: readonly ImportedPerson[]): Promise<Imported[]> {
  const { deps, session, now } = doing;
  const issued = await Promise.all(
    people.map(async (person) => {
      const password = issuePassword();
      return { person, password, passwordHash: await hashPassword(password) };
    }),
  );
  return deps.database.asOwner(async (trx) => {
    const added: Imported[] = [];
    for (const { person, password, passwordHash } of issued) {
      const id = await insertEmployee(trx, person, { session, now, passwordHash });
      await tellAdded(trx, doing, { id, person });
      added.push({ id, login: person.login.toLowerCase(), name: fullName(person), password });
    }
    return added;
  });
}

/** One of the file, or one by hand: the journal tells both alike. */
export async function tellAdded(
  trx: Transaction,
  { session, now: at }: Pick<Doing, 'session' | 'now'>,
  {
    id,
    person,
  }: { readonly id: string; readonly person: { readonly login: string; readonly roles: readonly object[] } },
): Promise<void> {
  const subject = { kind: 'user', id } as const;
  const payload = { login: person.login.toLowerCase(), roles: person.roles };
  const organisationId = session.organisation.id;
  await appendAdminEvent(trx, { organisationId, type: 'user.added', actorId: session.user.id, at, subject, payload });
}
