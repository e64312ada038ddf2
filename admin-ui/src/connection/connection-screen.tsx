import { ProblemError } from '@reglament/runtime-ui/client';
import { type Answers, type FieldProblem, FormEditor } from '@reglament/runtime-ui/form';
import { announce, Card, Loading, Notice, Page } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { type FormEvent, useMemo, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { problemOf } from '../field/problem-of.ts';
import { TextInput } from '../field/text-input.tsx';
import { ConnectionLog } from './connection-log.tsx';
import {
  addConnection,
  type Connection,
  changeConnection,
  checkConnection,
  connectionsKey,
  type Plugin,
  useConnections,
  usePlugins,
} from './connection-queries.ts';
import { EmulatorCard } from './emulator-card.tsx';
import { isSameSettings, settingsFormOf } from './settings-form.ts';

/** One connection, known or new: its plugin draws the form of the settings. */
export function ConnectionScreen() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const connections = useConnections();
  const plugins = usePlugins();
  if (!connections.data || !plugins.data) return <Loading />;
  const connection = connections.data.items.find((one) => one.id === id);
  const wanted = connection?.plugin ?? search.get('plugin');
  const plugin = plugins.data.items.find((one) => one.id === wanted);
  if (plugin === undefined) {
    return (
      <Page title="Подключение">
        <Notice tone="warning">
          Такого подключения или модуля нет. <Link to="/connections">Все подключения</Link>
        </Notice>
      </Page>
    );
  }
  return <Settings key={`${connection?.version ?? 0}`} connection={connection} plugin={plugin} />;
}

interface SettingsProps {
  connection: Connection | undefined;
  plugin: Plugin;
}

function Settings({ connection, plugin }: SettingsProps) {
  const [title, setTitle] = useState(connection?.title ?? plugin.title);
  const [code, setCode] = useState(connection?.code ?? plugin.id.replaceAll(/[^a-zA-Z0-9]/g, ''));
  const [enabled, setEnabled] = useState(connection?.enabled ?? true);
  const [common, setCommon] = useState(connection?.common ?? false);
  const [emulated, setEmulated] = useState(false);
  const [settings, setSettings] = useState<Answers>((connection?.settings ?? {}) as Answers);
  const form = useMemo(() => settingsFormOf(plugin, connection !== undefined), [plugin, connection]);
  const facts = useMemo(() => ({ today: new Date().toISOString().slice(0, 10) }), []);
  const save = useSaving(connection, {
    plugin: plugin.id,
    title: title.trim(),
    code: code.trim(),
    settings,
    enabled,
    emulated,
    common,
  });
  const isChanged = connection !== undefined && isEdited({ connection, plugin }, { title, enabled, settings });
  const problems = useMemo(() => settingProblems(save.error), [save.error]);
  return (
    <Page
      title={connection?.title ?? `Подключить: ${plugin.title}`}
      lead={<Link to="/connections">Все подключения</Link>}
    >
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <NamesCard
          {...{ plugin, title, code, enabled, emulated, common, isNew: connection === undefined, failure: save.error }}
          onTitle={setTitle}
          onCode={setCode}
          onEnabled={setEnabled}
          onEmulated={setEmulated}
          onCommon={setCommon}
        />
        {connection ? <EmulatorCard {...{ connection, plugin, isChanged }} /> : null}
        <FormEditor
          name="settings"
          form={form}
          answers={settings}
          facts={facts}
          problems={problems}
          onChange={setSettings}
        />
        {connection?.callAddress ? <CallAddress address={connection.callAddress} /> : null}
        <div className="ra-foot">
          <Button type="primary" htmlType="submit" disabled={title.trim() === ''} loading={save.isPending}>
            Сохранить
          </Button>
          {connection ? <Check id={connection.id} disabled={!connection.enabled} /> : null}
          {save.error ? <Notice tone="error">{save.error.message}</Notice> : null}
        </div>
      </form>
      {connection ? (
        <div className="ra-below">
          <ConnectionLog id={connection.id} />
        </div>
      ) : null}
    </Page>
  );
}

type Draft = Parameters<typeof addConnection>[0];

function useSaving(connection: Connection | undefined, draft: Draft) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { title, settings, enabled = true } = draft;
  return useMutation({
    mutationFn: () =>
      connection
        ? changeConnection(connection.id, { version: connection.version, title, settings, enabled })
        : addConnection(draft),
    onSuccess: async (kept) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: connectionsKey }),
        client.invalidateQueries({ queryKey: ['me'] }),
      ]);
      announce('Подключение сохранено');
      if (!connection) navigate(`/connections/${kept.id}`, { replace: true });
    },
  });
}

/** Compared as saved: what is typed and taken back is no change. */
function isEdited(
  { connection, plugin }: { connection: Connection; plugin: Plugin },
  now: Pick<Connection, 'title' | 'enabled' | 'settings'>,
): boolean {
  const { title, enabled, settings } = connection;
  return title !== now.title || enabled !== now.enabled || !isSameSettings(plugin, settings, now.settings);
}

interface NamesCardProps {
  plugin: Plugin;
  title: string;
  code: string;
  enabled: boolean;
  isNew: boolean;
  failure: Error | null;
  onTitle: (title: string) => void;
  onCode: (code: string) => void;
  onEnabled: (enabled: boolean) => void;
  emulated: boolean;
  onEmulated: (emulated: boolean) => void;
  common: boolean;
  onCommon: (common: boolean) => void;
}

function NamesCard({ plugin, title, code, enabled, emulated, common, isNew, failure, ...on }: NamesCardProps) {
  return (
    <Card title="Подключение" extra={<span className="rg-muted">{plugin.title}</span>}>
      <div className="ra-pair">
        <TextInput label="Название" required maxLength={200} value={title} onChange={on.onTitle} />
        <TextInput
          label="Код"
          required
          maxLength={40}
          disabled={!isNew}
          hint="Латинскими буквами; потом не меняется"
          value={code}
          problem={problemOf(failure, 'code')}
          onChange={on.onCode}
        />
      </div>
      <Checkbox checked={enabled} onChange={({ target }) => on.onEnabled(target.checked)}>
        Включено: через него отправляют и принимают
      </Checkbox>
      {isNew && plugin.emulator === 'allowed' ? (
        <div>
          <Checkbox checked={emulated} onChange={({ target }) => on.onEmulated(target.checked)}>
            Работать с эмулятором: ответы вымышлены, настройки можно заполнить потом
          </Checkbox>
        </div>
      ) : null}
      {plugin.scope === 'both' ? (
        <div>
          <Checkbox checked={common} disabled={!isNew} onChange={({ target }) => on.onCommon(target.checked)}>
            Для всей системы: подписывает за неё саму, например при входе через ЕСИА, и никогда – за ведомство
          </Checkbox>
        </div>
      ) : null}
    </Card>
  );
}

/** For a provider that knows one address; one that is told the address with each question needs nobody's hand. */
function CallAddress({ address }: { address: string }) {
  return (
    <Card title="Обратные вызовы">
      <TextInput
        label="Общий адрес подключения"
        hint="Сообщите его поставщику, который приносит ответы на один адрес, или шлюзу входа: по нему он сообщает о выходе (backchannel_logout_uri). Кто знает адрес, может ответить за поставщика."
        readOnly
        value={address}
        onChange={() => undefined}
      />
    </Card>
  );
}

/** Of what is saved: what is only typed is not tried. */
function Check({ id, disabled }: { id: string; disabled: boolean }) {
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: () => checkConnection(id),
    onSettled: () => client.invalidateQueries({ queryKey: connectionsKey }),
  });
  return (
    <>
      <Button disabled={disabled} loading={check.isPending} onClick={() => check.mutate()}>
        Проверить соединение
      </Button>
      {check.data ? <Notice tone={check.data.ok ? 'success' : 'warning'}>{check.data.text}</Notice> : null}
      {check.error ? <Notice tone="error">{check.error.message}</Notice> : null}
    </>
  );
}

/** What the server holds against the settings, at their places in the form. */
function settingProblems(failure: Error | null): FieldProblem[] {
  if (!(failure instanceof ProblemError)) return [];
  return failure.problems
    .filter(({ pointer = '' }) => pointer.startsWith('/settings'))
    .map(({ field = '', pointer = '', code = '', message }) => ({
      ...{ field, code, message, pointer: pointer.slice('/settings'.length) },
    }));
}
