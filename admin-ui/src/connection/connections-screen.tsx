import { announce, Empty, instantText, Loading, Notice, Page, plural, Tag } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Tabs } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { WebhookTable } from '../webhook/webhook-table.tsx';
import {
  type Connection,
  checkConnection,
  connectionsKey,
  type Plugin,
  useConnections,
  usePlugins,
} from './connection-queries.ts';

const tabs = [
  { key: 'connections', label: 'Системы', children: <Connections /> },
  { key: 'webhooks', label: 'События для программ', children: <WebhookTable /> },
];

/** «Подключения»: what the body is connected to, and which programs are told of what happens here. */
export function ConnectionsScreen() {
  const [search, setSearch] = useSearchParams();
  const active = tabs.find(({ key }) => key === search.get('tab'))?.key ?? 'connections';
  return (
    <Page
      title="Подключения"
      lead="К каким системам подключено ваше ведомство, отвечают ли они, и какие программы узнают о событиях."
    >
      <Tabs
        activeKey={active}
        items={tabs}
        destroyOnHidden
        onChange={(key) => setSearch(key === 'connections' ? {} : { tab: key }, { replace: true })}
      />
    </Page>
  );
}

/** What the body is connected to, whether it answers, and what else it could be connected to. */
function Connections() {
  const connections = useConnections();
  const plugins = usePlugins();
  const error = connections.error ?? plugins.error;
  const items = connections.data?.items;
  return (
    <>
      {error ? (
        <Notice tone="error" actions={<Button onClick={() => connections.refetch()}>Повторить</Button>}>
          {error.message}
        </Notice>
      ) : null}
      {items === undefined || plugins.data === undefined ? <Loading /> : null}
      {items?.length === 0 ? (
        <Empty title="Подключений нет">Выберите модуль ниже и подключите к нему ведомство.</Empty>
      ) : null}
      {items && plugins.data ? (
        <>
          {items.length > 0 ? <ConnectionTable items={items} plugins={plugins.data.items} /> : null}
          <h2 className="ra-below">Модули</h2>
          <PluginTable plugins={plugins.data.items} connections={items} />
        </>
      ) : null}
    </>
  );
}

function ConnectionTable({ items, plugins }: { items: readonly Connection[]; plugins: readonly Plugin[] }) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Подключения ведомства</caption>
      <thead>
        <tr>
          <th scope="col">Подключение</th>
          <th scope="col">Модуль</th>
          <th scope="col">Состояние</th>
          <th scope="col" className="rg-actions-head">
            Действия
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((connection) => (
          <Row
            key={connection.id}
            connection={connection}
            plugin={plugins.find(({ id }) => id === connection.plugin)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({ connection, plugin }: { connection: Connection; plugin: Plugin | undefined }) {
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: () => checkConnection(connection.id),
    onSuccess: ({ text }) => announce(text),
    onSettled: () => client.invalidateQueries({ queryKey: connectionsKey }),
  });
  return (
    <tr>
      <td data-label="Подключение">
        <div>
          <Link className="rg-row-link" to={`/connections/${connection.id}`}>
            {connection.title}
          </Link>
          <span className="rg-block rg-muted">{connection.code}</span>
          {connection.common ? <span className="rg-block rg-muted">Всей системы</span> : null}
        </div>
      </td>
      <td data-label="Модуль">
        {plugin ? plugin.title : <Tag tone="error">{`модуль ${connection.plugin} не установлен`}</Tag>}
      </td>
      <td data-label="Состояние">
        <State connection={connection} failure={check.error} />
      </td>
      <td className="rg-actions-cell">
        <Button
          size="small"
          loading={check.isPending}
          disabled={!connection.enabled}
          aria-label={`Проверить соединение: ${connection.title}`}
          onClick={() => check.mutate()}
        >
          Проверить соединение
        </Button>
      </td>
    </tr>
  );
}

function State({ connection, failure }: { connection: Connection; failure: Error | null }) {
  const { enabled, emulated, incident, reception, health, checkedAt } = connection;
  const [tone, words] = stateOf(connection);
  const why = incident?.reason ?? reception?.reason ?? health?.text;
  return (
    <div>
      <Flex gap={4} wrap>
        <Tag tone={tone}>{words}</Tag>
        {emulated ? <Tag tone="warning">Эмулятор</Tag> : null}
      </Flex>
      {enabled && why ? <span className="rg-block">{why}</span> : null}
      {enabled && reception ? <span className="rg-block rg-muted">{reception.advice}</span> : null}
      {incident ? <span className="rg-block rg-muted">Ждёт отправки: {incident.waiting}</span> : null}
      {checkedAt ? <span className="rg-block rg-muted">Проверено {instantText(checkedAt)}</span> : null}
      {failure ? <span className="rg-block rg-problem">{failure.message}</span> : null}
    </div>
  );
}

function stateOf({ enabled, incident, reception, health }: Connection) {
  if (!enabled) return ['neutral', 'Выключено'] as const;
  if (incident) return ['error', 'Не отвечает'] as const;
  if (reception) return ['error', 'Приём нарушен'] as const;
  if (health === null) return ['neutral', 'Ещё не проверялось'] as const;
  return health.ok ? (['success', 'Работает'] as const) : (['warning', 'Проверка не прошла'] as const);
}

function PluginTable({ plugins, connections }: { plugins: readonly Plugin[]; connections: readonly Connection[] }) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Установленные модули</caption>
      <thead>
        <tr>
          <th scope="col">Модуль</th>
          <th scope="col">Договор</th>
          <th scope="col">Что умеет</th>
          <th scope="col">Подключений</th>
          <th scope="col" className="rg-actions-head">
            Действия
          </th>
        </tr>
      </thead>
      <tbody>
        {plugins.map((plugin) => (
          <tr key={plugin.id}>
            <td data-label="Модуль">
              <div>
                <strong>{plugin.title}</strong>
                <span className="rg-block rg-muted">{plugin.id}</span>
              </div>
            </td>
            <td data-label="Договор">{plugin.contract}</td>
            <td data-label="Что умеет">
              {plugin.requestKinds.length === 0
                ? '—'
                : plural(plugin.requestKinds.length, ['вид запросов', 'вида запросов', 'видов запросов'])}
            </td>
            <td data-label="Подключений">{connections.filter((one) => one.plugin === plugin.id).length}</td>
            <td className="rg-actions-cell">
              <Flex justify="end">
                {plugin.scope !== 'installation' || !connections.some((one) => one.plugin === plugin.id) ? (
                  <Link to={`/connections/new?plugin=${plugin.id}`} aria-label={`Подключить: ${plugin.title}`}>
                    Подключить
                  </Link>
                ) : (
                  <span className="rg-muted">один на систему</span>
                )}
              </Flex>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
