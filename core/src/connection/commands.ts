import { randomUUID } from 'node:crypto';
import { type Health, isProviderError, type JsonObject, type Plugin } from '@reglament/sdk';
import { validateAnswers } from '../definition/compile.ts';
import type { Deps } from '../deps.ts';
import { type FieldProblemView, Refusal } from '../errors.ts';
import { checkForm } from '../form/check-form.ts';
import { differenceOf } from '../journal/admin-event.ts';
import { appendAdminEvent } from '../journal/rows.ts';
import { hurryLane } from '../outbox/rows.ts';
import { afterFailure, type Breaker, closedBreaker, passes } from './breaker.ts';
import type { ConnectionRecord } from './connection.model.ts';
import { findConnection, findStored, readBreaker, readReception } from './queries.ts';
import { afterFailedLook, type FailedLook, receptionInOrder } from './reception.ts';
import { openSecrets } from './registry.ts';
import { insertConnection, saveBreaker, saveHealth, saveReception, takeProbe, updateConnection } from './rows.ts';
import { keepSecrets, settingsForm, splitSettings } from './settings.ts';

export interface ConnectionDraft {
  readonly plugin: string;
  readonly code: string;
  readonly title: string;
  readonly settings: JsonObject;
  readonly enabled: boolean;
  /** It leads to the emulator, and its own settings may wait. */
  readonly emulated?: boolean;
  /** Id of who does it; absent: the platform itself. */
  readonly by?: string;
  /** Body whose journal tells of it, where the connection is of none. */
  readonly toldIn?: string;
}

/** @throws Refusal notFound (no such plugin), invalidAnswers (settings), alreadyExists (code) */
export async function createConnection(
  deps: Deps,
  organisationId: string | null,
  draft: ConnectionDraft,
): Promise<ConnectionRecord> {
  const plugin = getPlugin(deps, draft.plugin);
  checkScope(plugin, organisationId);
  const { emulated = false } = draft;
  if (emulated) checkEmulator(deps, plugin);
  checkSettings(plugin, draft.settings, !emulated);
  const { open, secret } = splitSettings(plugin.config, draft.settings);
  const id = randomUUID();
  const secrets = sealed(deps, id, secret);
  const { by, toldIn = organisationId, ...rest } = draft;
  const row = { ...rest, emulated, id, organisationId, settings: open, secrets, createdAt: deps.clock() };
  return deps.database.asOwner(async (trx) => {
    await insertConnection(trx, row);
    const told = { plugin: draft.plugin, code: draft.code, title: draft.title, enabled: draft.enabled, emulated };
    if (by !== undefined && toldIn !== null) {
      const event = { type: 'connection.created', actorId: by, at: row.createdAt, organisationId: toldIn } as const;
      await appendAdminEvent(trx, { ...event, subject: { kind: 'connection', id }, payload: told });
    }
    return getConnection(await findConnection(trx, id));
  });
}

export interface ConnectionEdit {
  readonly version: number;
  readonly title: string;
  readonly settings: JsonObject;
  readonly enabled: boolean;
  /** Id of who does it; absent: the platform itself. */
  readonly by?: string;
  /** Body whose journal tells of it, where the connection is of none. */
  readonly toldIn?: string;
}

/** A secret that is left out stays. @throws Refusal invalidAnswers, versionConflict */
export async function editConnection(
  deps: Deps,
  id: string,
  { version, title, settings, enabled, by, toldIn }: ConnectionEdit,
): Promise<ConnectionRecord> {
  const stored = await findStored(deps.database, id);
  if (stored === undefined) throw noConnection();
  const plugin = getPlugin(deps, stored.plugin);
  const { open, secret } = splitSettings(plugin.config, settings);
  const secrets = keepSecrets(openSecrets(deps.secrets, stored), secret);
  checkSettings(plugin, { ...open, ...secrets }, !stored.emulated);
  const change = {
    ...{ title, settings: open, secrets: sealed(deps, id, secrets), enabled },
    emulated: stored.emulated,
  };
  return deps.database.asOwner(async (trx) => {
    if (!(await updateConnection(trx, { id, version, now: deps.clock() }, change))) {
      throw new Refusal('versionConflict', 'Подключение изменил другой администратор. Обновите страницу.');
    }
    const organisationId = stored.organisation?.id ?? toldIn;
    if (organisationId !== undefined && by !== undefined) {
      // Names only: a setting may be an address, and a secret is nobody's to read.
      const changed = Object.keys(differenceOf({ ...stored.settings, enabled: stored.enabled }, { ...open, enabled }));
      const payload = { code: stored.code, title, enabled, changed: [...changed, ...Object.keys(secret)] };
      const event = { type: 'connection.changed', actorId: by, at: deps.clock(), payload } as const;
      await appendAdminEvent(trx, {
        ...event,
        organisationId,
        subject: { kind: 'connection', id },
      });
    }
    return getConnection(await findConnection(trx, id));
  });
}

/** Milliseconds: a person waits for it. */
const CHECK_TIMEOUT = 10_000;

/** «Проверить соединение»: asks the other side, and keeps what came of it. */
export async function checkConnection(deps: Deps, id: string): Promise<Health> {
  const health = await askHealth(deps, id);
  await deps.database.asOwner((trx) => saveHealth(trx, id, { ...health, at: deps.clock() }));
  return health;
}

async function askHealth({ connections, log }: Deps, id: string): Promise<Health> {
  try {
    return await connections.use(id, async ({ connection }) => {
      if (connection.check === undefined) return { ok: true, text: 'Модуль не проверяет соединение' };
      return connection.check(AbortSignal.timeout(CHECK_TIMEOUT));
    });
  } catch (error) {
    if (isProviderError(error)) return { ok: false, text: error.message };
    log.error({ err: error, connection: id }, 'check of a connection failed');
    return { ok: false, text: 'Модуль сообщил о внутренней ошибке. Подробности – в журнале сервера.' };
  }
}

export type Passage = 'pass' | { readonly notBefore: Date; readonly reason: string };

/** Milliseconds that the one try of an open breaker has before another may be made. */
const PROBE = 60_000;

/** Whether something may go out over the connection now. */
export async function passBreaker({ database, clock }: Pick<Deps, 'database' | 'clock'>, id: string): Promise<Passage> {
  const now = clock();
  return database.asOwner(async (trx) => {
    const breaker = await readBreaker(trx, id);
    const verdict = passes(breaker, now);
    if (verdict === 'yes') return 'pass';
    const until = new Date(now.getTime() + PROBE);
    if (verdict === 'probe' && (await takeProbe(trx, id, { now, until }))) return 'pass';
    const notBefore = verdict === 'no' && breaker.retryAt ? breaker.retryAt : until;
    return { notBefore, reason: breaker.reason ?? '' };
  });
}

/** Tells the breaker how an exchange went; undefined: well. Gives the breaker when it has just opened or closed. */
export async function reportExchange(
  { database, clock, tuning }: Pick<Deps, 'database' | 'clock' | 'tuning'>,
  id: string,
  failure: string | undefined,
): Promise<{ readonly change: 'opened' | 'closed' | 'none'; readonly breaker: Breaker }> {
  return database.asOwner(async (trx) => {
    const before = await readBreaker(trx, id, true);
    const after =
      failure === undefined ? closedBreaker : afterFailure(before, { now: clock(), reason: failure }, tuning.breaker);
    if (before.failures !== after.failures || before.retryAt !== after.retryAt) await saveBreaker(trx, id, after);
    const wasOpen = before.openedAt !== null;
    const isOpen = after.openedAt !== null;
    if (wasOpen && !isOpen) await hurryLane(trx, id, clock());
    return { change: wasOpen === isOpen ? 'none' : isOpen ? 'opened' : 'closed', breaker: after };
  });
}

/** Tells how a look for what has come went; undefined: well. Gives what has just begun or ended to be a trouble for people. */
export async function reportLook(
  { database, clock, tuning }: Pick<Deps, 'database' | 'clock' | 'tuning'>,
  id: string,
  failed: FailedLook | undefined,
): Promise<'troubled' | 'working' | 'none'> {
  return database.asOwner(async (trx) => {
    const before = await readReception(trx, id);
    if (failed === undefined && before.failures === 0) return 'none';
    const most = tuning.breaker.failures;
    const after = failed === undefined ? receptionInOrder : afterFailedLook(before, failed, { now: clock(), most });
    await saveReception(trx, id, after);
    if ((before.trouble === null) === (after.trouble === null)) return 'none';
    return after.trouble === null ? 'working' : 'troubled';
  });
}

function sealed({ secrets }: Deps, id: string, secret: JsonObject): Buffer | null {
  return Object.keys(secret).length === 0 ? null : secrets.seal(JSON.stringify(secret), id);
}

/** Of one that leads to an emulator the rest may be said later. @throws Refusal invalidAnswers */
export function checkSettings({ config }: Plugin, settings: JsonObject, complete: boolean): void {
  const problems = checkForm({
    form: settingsForm(config),
    answers: settings,
    // Settings have no rules that ask for the day.
    context: { today: '2000-01-01' },
    validate: validateAnswers,
    complete,
  });
  if (problems.length > 0) throw invalid(problems.map((one) => ({ ...one, pointer: `/settings${one.pointer}` })));
}

/** @throws Refusal stateConflict: there is nobody to play the other side, or nobody may */
export function checkEmulator({ config }: Pick<Deps, 'config'>, { emulator }: Plugin): void {
  if (emulator === undefined) {
    throw new Refusal(
      'stateConflict',
      'У этого модуля нет эмулятора: заполните настройки и работайте с самой системой.',
    );
  }
  if (config.emulators) return;
  throw new Refusal(
    'stateConflict',
    'В этой установке эмуляторы запрещены, чтобы вымышленные ответы не попали в дела. Разрешает их тот, кто обслуживает сервер: EMULATORS=1.',
  );
}

function checkScope({ scope }: Plugin, organisationId: string | null): void {
  if (scope === 'both' || (scope === 'body') === (organisationId !== null)) return;
  throw new Refusal(
    'stateConflict',
    scope === 'body' ? 'Этот модуль подключают для ведомства' : 'Этот модуль подключают один раз для всей системы',
  );
}

export function getPlugin({ connections }: Deps, id: string): Plugin {
  const plugin = connections.findPlugin(id);
  if (plugin === undefined) throw new Refusal('notFound', `Модуля «${id}» нет. Выберите модуль из списка.`);
  return plugin;
}

export function getConnection(found: ConnectionRecord | undefined): ConnectionRecord {
  if (found === undefined) throw noConnection();
  return found;
}

export function noConnection(): Refusal {
  return new Refusal('notFound', 'Подключение не найдено: его нет, или оно другого ведомства.');
}

function invalid(problems: readonly FieldProblemView[]): Refusal {
  return new Refusal('invalidAnswers', 'Проверьте настройки подключения', { problems });
}
