import { parseArgs } from 'node:util';
import { scopes, scopeTitles } from '../access/scope.ts';
import type { Database } from '../db.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { Refusal } from '../errors.ts';
import { getOrganisationByCode } from '../organisation/queries.ts';
import { issueToken, revokeToken } from './commands.ts';
import { listTokens, type TokenRecord } from './queries.ts';

export const tokenUsage = `reglament token add ИМЯ --organisation КОД --role РОЛЬ … --scope ОБЛАСТЬ … [--service УСЛУГА …] [--days ДНЕЙ]
                             выдать токен программе; он показан один раз
reglament token list [--organisation КОД]      какие токены есть
reglament token revoke ID      отозвать: токен перестаёт действовать сразу
Роль говорит, что программе доступно, как сотруднику; область – какая часть этого открыта токену:
${scopes.map((scope) => `  ${scope.padEnd(20)}${scopeTitles[scope]}`).join('\n')}
С --json ответ – одной строкой JSON. Код завершения: 0 – сделано, 1 – отказ, 2 – неверный вызов.`;

interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

interface Tools {
  readonly database: Database;
  readonly definitions: Pick<DefinitionStore, 'findLatest'>;
  readonly now: Date;
}

/** The command line over an open database. Gives the exit code. */
export async function tokenCli(args: readonly string[], tools: Tools, { out, err }: Output): Promise<0 | 1 | 2> {
  const call = readCall(args);
  if (call === undefined) {
    err(tokenUsage);
    return 2;
  }
  try {
    const result = await commands[call.command](call, tools);
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
  /** The name of `add`, the id of `revoke`. */
  readonly subject: string;
  readonly flags: Flags;
}

type Flags = NonNullable<ReturnType<typeof parse>>['values'];

interface Result {
  readonly text: string;
  readonly facts: object;
}

const commands = {
  async add({ subject, flags }: Call, { database, definitions, now }: Tools): Promise<Result> {
    const { organisation = '', role: roles = [], scope = [], service: services = [], days } = flags;
    const token = { name: subject, organisation, roles, scopes: scope, services };
    const valid = days === undefined ? {} : { validDays: Number(days) };
    const { id, secret } = await issueToken(database, { ...token, ...valid }, { definitions, now });
    const text = `Токен «${subject}» выдан (${id}). Он показан один раз, сохраните его:\n${secret}`;
    return { text, facts: { id, name: subject, secret } };
  },
  async list({ flags }: Call, { database, now }: Tools): Promise<Result> {
    const tokens = await database.asOwner(async (trx) => {
      const { organisation: code } = flags;
      const organisation = code === undefined ? {} : { organisationId: (await getOrganisationByCode(trx, code)).id };
      return listTokens(trx, { ...organisation, limit: 1000 });
    });
    const text = tokens.map((token) => lineOf(token, now)).join('\n') || 'Токенов нет.';
    return { text, facts: { items: tokens } };
  },
  async revoke({ subject }: Call, { database, now }: Tools): Promise<Result> {
    await revokeToken(database, subject, { now });
    return { text: `Токен ${subject} отозван.`, facts: { id: subject, revoked: true } };
  },
};

function lineOf(token: TokenRecord, now: Date): string {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const state = token.revokedAt ? 'отозван' : token.expiresAt <= now ? 'истёк' : `до ${day(token.expiresAt)}`;
  const used = token.lastUsedAt ? `был в деле ${day(token.lastUsedAt)}` : 'не применялся';
  const { id, organisation, hint, name, scopes: given } = token;
  return [id, organisation, `${hint}…`, `«${name}»`, state, used, given.join(',')].join('  ');
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readCall(args: readonly string[]): Call | undefined {
  const parsed = parse(args);
  const [command = '', subject = '', ...rest] = parsed?.positionals ?? [];
  if (parsed === undefined || rest.length > 0 || !isCommand(command)) return undefined;
  const { organisation, role, scope } = parsed.values;
  const complete = {
    add: subject !== '' && organisation !== undefined && role !== undefined && scope !== undefined,
    list: subject === '',
    revoke: uuid.test(subject),
  };
  return complete[command] ? { command, subject, flags: parsed.values } : undefined;
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  const json = { type: 'boolean' } as const;
  const options = { organisation: text, role: many, scope: many, service: many, days: text, json };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}
