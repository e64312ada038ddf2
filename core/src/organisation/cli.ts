import { parseArgs } from 'node:util';
import type { Database } from '../db.ts';
import { Refusal } from '../errors.ts';
import { appendAdminEvent } from '../journal/rows.ts';
import { unlockLogin } from '../session/commands.ts';
import { hashPassword, issuePassword } from '../session/password.ts';
import { createUser, enterSnils, type NewMembership, renewPassword } from './commands.ts';
import { beginInstallation, firstRole } from './first-user.ts';
import { getOrganisationByCode } from './queries.ts';

export const userUsage = `reglament user first ЛОГИН --surname Фамилия --name Имя [--patronymic Отчество] [--position Должность]
    --organisation КОД --title Название      первый администратор пустой установки вместе с её первым ведомством
reglament user add ЛОГИН --surname Фамилия --name Имя [--patronymic Отчество] [--position Должность]
    [--snils НОМЕР] --organisation КОД [--department КОД] --role РОЛЬ[:УСЛУГА] …      добавить сотрудника и выдать ему пароль
reglament user password ЛОГИН      выдать новый пароль; прежние сеансы завершаются
reglament user snils ЛОГИН --snils НОМЕР      указать или исправить СНИЛС: по нему узнают сертификат сотрудника
reglament user unlock ЛОГИН        снять запрет входа после неверных паролей
С --json ответ – одной строкой JSON. Код завершения: 0 – сделано, 1 – отказ, 2 – неверный вызов.`;

interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The command line over an open database. Gives the exit code. */
export async function userCli(args: readonly string[], database: Database, { out, err }: Output): Promise<0 | 1 | 2> {
  if (args.includes('--help')) {
    out(userUsage);
    return 0;
  }
  const call = readCall(args);
  if (call === undefined) {
    err(userUsage);
    return 2;
  }
  try {
    const result = await commands[call.command](call, database);
    out(call.flags.json ? JSON.stringify(result.facts) : result.text);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    err(error.message);
    return 1;
  }
}

interface Call {
  readonly command: keyof typeof commands;
  readonly login: string;
  readonly flags: Flags;
}

type Flags = NonNullable<ReturnType<typeof parse>>['values'];

interface Result {
  readonly text: string;
  readonly facts: object;
}

const commands = {
  async first({ login, flags }: Call, database: Database): Promise<Result> {
    return commands.add({ command: 'add', login, flags: { ...flags, role: [firstRole] } }, database);
  },
  async add({ login, flags }: Call, database: Database): Promise<Result> {
    const {
      title,
      surname = '',
      name = '',
      patronymic,
      position,
      snils,
      organisation = '',
      department,
      role = [],
    } = flags;
    const password = issuePassword();
    const membership: NewMembership = {
      organisation,
      ...(department === undefined ? {} : { department }),
      ...(position === undefined ? {} : { position }),
      roles: role.map(readRole),
    };
    const person = { login, surname, name, patronymic, position, snils, passwordHash: await hashPassword(password) };
    const account = { ...person, mustChangePassword: true, createdAt: new Date(), memberships: [membership] };
    const id = await database.asOwner(async (trx) => {
      if (title !== undefined) await beginInstallation(trx, { code: organisation, title });
      const userId = await createUser(trx, account);
      const { id: organisationId } = await getOrganisationByCode(trx, organisation);
      const told = { type: 'user.added', actorId: null, at: account.createdAt, organisationId } as const;
      const payload = { login: login.toLowerCase(), roles: membership.roles };
      await appendAdminEvent(trx, { ...told, subject: { kind: 'user', id: userId }, payload });
      return userId;
    });
    return { text: `Сотрудник «${login}» добавлен. ${passwordText(password)}`, facts: { id, login, password } };
  },
  async password({ login }: Call, database: Database): Promise<Result> {
    const password = await renewPassword(database, login);
    return { text: passwordText(password), facts: { login, password } };
  },
  async snils({ login, flags }: Call, database: Database): Promise<Result> {
    await enterSnils(database, login, flags.snils ?? '');
    return { text: `СНИЛС сотрудника «${login}» записан.`, facts: { login } };
  },
  async unlock({ login }: Call, database: Database): Promise<Result> {
    await unlockLogin(database, login);
    return { text: `Запрет входа для «${login}» снят.`, facts: { login } };
  },
};

function passwordText(password: string): string {
  return `Пароль для первого входа: ${password} – он показан один раз, при входе его меняют.`;
}

function readRole(text: string): { role: string; service?: string } {
  const [role = '', service] = text.split(':');
  return service === undefined ? { role } : { role, service };
}

function readCall(args: readonly string[]): Call | undefined {
  const parsed = parse(args);
  const [command = '', login, ...rest] = parsed?.positionals ?? [];
  if (parsed === undefined || login === undefined || rest.length > 0 || !isCommand(command)) return undefined;
  const { surname, name, organisation, title, role, snils } = parsed.values;
  const isWhole = surname && name && organisation;
  if (command === 'add' && !(isWhole && role?.length && title === undefined)) return undefined;
  if (command === 'first' && !(isWhole && title && role === undefined)) return undefined;
  if (command === 'snils' && !snils) return undefined;
  return { command, login, flags: parsed.values };
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    surname: text,
    name: text,
    patronymic: text,
    position: text,
    snils: text,
    organisation: text,
    title: text,
    department: text,
    role: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}
