import type { JsonObject, Plugin } from '@reglament/sdk';
import type { ConnectionView, PluginView } from '../api.gen.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type Route, route } from '../http.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { checkConnection, createConnection, editConnection, noConnection } from './commands.ts';
import type { ConnectionRecord } from './connection.model.ts';
import { countWaiting, findConnection, findUnmanaged, listConnections } from './queries.ts';
import { troubleView } from './reception.ts';
import { settingsForm } from './settings.ts';
import { switchEmulator } from './switch-emulator.ts';

export const connectionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/plugins',
    summary: 'Модули системы: настройки подключения и виды запросов',
    access: { permission: 'connections.manage' },
    response: 'PluginList',
    handler: ({ deps }) => ({ items: deps.connections.plugins.map((plugin) => pluginView(deps, plugin)) }),
  }),
  route({
    method: 'GET',
    path: '/api/admin/connections',
    summary: 'Подключения ведомства',
    access: { permission: 'connections.manage' },
    response: 'ConnectionList',
    handler: ({ deps, session }) =>
      deps.database.inBodies([session.organisation.id], async (trx) => {
        const items: ConnectionView[] = [];
        for (const found of await listConnections(trx)) {
          items.push(viewOf(deps, found, await countWaiting(trx, found.id)));
        }
        return { items };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/admin/connections',
    summary: 'Подключить ведомство к модулю',
    access: { permission: 'connections.manage' },
    body: 'NewConnectionBody',
    response: 'ConnectionView',
    status: 201,
    handler: async ({ deps, session, body }) => {
      const { enabled = true, emulated = false, common = false, settings, ...rest } = body;
      const own = session.organisation.id;
      const isCommon = common || deps.connections.findPlugin(rest.plugin)?.scope === 'installation';
      if (isCommon) await checkCommon(deps, session);
      const told = { by: session.user.id, toldIn: own };
      const draft = { ...rest, enabled, emulated, settings: settings as JsonObject, ...told };
      return viewOf(deps, await createConnection(deps, isCommon ? null : own, draft), 0);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/admin/connections/:id',
    summary: 'Изменить подключение; секреты, которые не переданы, остаются',
    access: { permission: 'connections.manage' },
    params: { id: 'uuid' },
    body: 'ConnectionChangeBody',
    response: 'ConnectionView',
    handler: async (call) => {
      const { organisation, user } = call.session;
      const { organisationId } = await getSeen(call, call.params.id);
      if (organisationId === null) await checkCommon(call.deps, call.session);
      const told = { by: user.id, toldIn: organisation.id };
      const edit = { ...call.body, settings: call.body.settings as JsonObject, ...told };
      return viewOf(call.deps, await editConnection(call.deps, call.params.id, edit), 0);
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/connections/:id/emulator',
    summary: 'Вести подключение к эмулятору или обратно к своей системе',
    access: { permission: 'connections.manage' },
    params: { id: 'uuid' },
    body: 'EmulatorSwitchBody',
    response: 'ConnectionView',
    handler: async (call) => {
      const { organisation, user } = call.session;
      const { organisationId } = await getSeen(call, call.params.id);
      if (organisationId === null) await checkCommon(call.deps, call.session);
      const change = { ...call.body, by: user.id, toldIn: organisation.id };
      return viewOf(call.deps, await switchEmulator(call.deps, call.params.id, change), 0);
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/connections/:id/check',
    summary: 'Проверить соединение',
    access: { permission: 'connections.manage' },
    params: { id: 'uuid' },
    response: 'ConnectionHealth',
    handler: async (call) => {
      await getSeen(call, call.params.id);
      return checkConnection(call.deps, call.params.id);
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/connections/:id/log',
    summary: 'Что модуль сообщил о подключении: последние строки всех процессов установки',
    access: { permission: 'connections.manage' },
    params: { id: 'uuid' },
    response: 'ConnectionLog',
    handler: async (call) => {
      await getSeen(call, call.params.id);
      const lines = await call.deps.pluginLog.of(call.params.id);
      return { items: lines.map((line) => ({ ...line, at: line.at.toISOString() })) };
    },
  }),
];

type Own = Pick<Parameters<(typeof connectionRoutes)[number]['handle']>[0], 'deps'> & {
  readonly session: { readonly organisation: { readonly id: string } };
};

/** The body's own or of the whole installation; of another body there is none. @throws Refusal notFound */
async function getSeen({ deps, session }: Own, id: string): Promise<ConnectionRecord> {
  const own = session.organisation.id;
  const found = await deps.database.inBodies([own], (trx) => findConnection(trx, id));
  if (found === undefined || ![own, null].includes(found.organisationId)) throw noConnection();
  return found;
}

/** By a connection of the installation people of every body may come: it is for whoever manages connections in all. @throws Refusal forbidden */
async function checkCommon({ database }: Deps, { user }: Session): Promise<void> {
  const beyond = await database.asOwner((trx) => findUnmanaged(trx, user.id));
  if (beyond === undefined) return;
  throw new Refusal(
    'forbidden',
    `Это подключение – всей системы: его настраивает тот, кто управляет подключениями в каждом ведомстве. У вас нет этого права в ведомстве «${beyond}».`,
  );
}

function pluginView(deps: Pick<Deps, 'config'>, plugin: Plugin): PluginView {
  const { id, title, contract, scope, config, requestKinds = {} } = plugin;
  return {
    id,
    title: titleOf(title, 'ru'),
    contract,
    scope,
    form: { ...settingsForm(config) },
    secrets: [...(config.secrets ?? [])],
    emulator: plugin.emulator === undefined ? 'none' : deps.config.emulators ? 'allowed' : 'forbidden',
    requestKinds: Object.entries(requestKinds).map(([code, kind]) => ({ code, title: titleOf(kind.title, 'ru') })),
  };
}

function viewOf({ connections, callAddresses }: Deps, record: ConnectionRecord, waiting: number): ConnectionView {
  const { id, plugin, code, title, settings, enabled, emulated, version, health, checkedAt } = record;
  const { breakerOpenedAt: since, breakerRetryAt: retryAt, breakerReason: reason } = record;
  const incident =
    since === null ? null : { since: since.toISOString(), retryAt: retryAt?.toISOString() ?? null, reason, waiting };
  const reception = troubleView({
    trouble: record.receptionTrouble,
    failingSince: record.receptionFailingSince,
    reason: record.receptionReason,
  });
  const checked = checkedAt?.toISOString() ?? null;
  return {
    ...{ id, plugin, code, title, settings: { ...settings }, enabled, emulated, version, health, checkedAt: checked },
    common: record.organisationId === null,
    ...{ incident, reception },
    callAddress: connections.findPlugin(plugin)?.takesCalls ? callAddresses.of(id) : null,
  };
}
