import { Empty, instantText, Loading, Notice, shareOf, Tag, waitingText } from '@reglament/runtime-ui/ui';
import { Button, Flex } from 'antd';
import { type Provider, useProviders } from './exchange-queries.ts';

const MOST = 1000;
const counted = (count: number) => (count >= MOST ? `${MOST} и больше` : String(count));

/** Whether the other side answers, in words that say what to do. */
function State({ provider }: { provider: Provider }) {
  const { enabled, incident, reception, health } = provider;
  if (!enabled) return <Tag tone="neutral">Выключено</Tag>;
  if (incident) {
    return (
      <div>
        <Tag tone="error">Не отвечает</Tag>
        <span className="rg-block rg-muted">
          С {instantText(incident.since)}: {incident.reason}
        </span>
        {incident.retryAt ? (
          <span className="rg-block rg-muted">Следующая попытка: {instantText(incident.retryAt)}</span>
        ) : null}
      </div>
    );
  }
  if (reception) {
    return (
      <div>
        <Tag tone="error">Приём нарушен</Tag>
        <span className="rg-block rg-muted">
          С {instantText(reception.since)}: {reception.reason}
        </span>
        <span className="rg-block rg-muted">{reception.advice}</span>
      </div>
    );
  }
  if (health && !health.ok) {
    return (
      <div>
        <Tag tone="warning">Проверка не прошла</Tag>
        <span className="rg-block rg-muted">{health.text}</span>
      </div>
    );
  }
  return <Tag tone="success">Работает</Tag>;
}

/** The figure with a bar beside it, so that the slow one is seen at a glance. */
function Wait({ seconds, slowest }: { seconds: number | null; slowest: number }) {
  return (
    <div>
      {waitingText(seconds)}
      {seconds === null ? null : (
        <svg className="rg-wait-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect width={shareOf(seconds, slowest)} height="6" />
        </svg>
      )}
    </div>
  );
}

function Row({ provider, slowest }: { provider: Provider; slowest: number }) {
  const { outgoing, stopped, waiting, oldestSentAt, answered } = provider;
  return (
    <tr>
      <td data-label="Подключение">
        <div>
          <strong>{provider.title}</strong>
          <span className="rg-block rg-muted">{provider.plugin}</span>
        </div>
      </td>
      <td data-label="Состояние">
        <State provider={provider} />
      </td>
      <td data-label="В пути / не ушло">
        {counted(outgoing)} / {counted(stopped)}
      </td>
      <td data-label="Ждут ответа">
        <div>
          {counted(waiting)}
          {oldestSentAt ? <span className="rg-block rg-muted">самый давний – {instantText(oldestSentAt)}</span> : null}
        </div>
      </td>
      <td data-label="Ответов за 30 дней">{counted(answered)}</td>
      <td data-label="Медиана ожидания">
        <Wait seconds={provider.medianSeconds} slowest={slowest} />
      </td>
      <td data-label="Девять из десяти – быстрее">
        <Wait seconds={provider.slowSeconds} slowest={slowest} />
      </td>
    </tr>
  );
}

const columns = [
  'Подключение',
  'Состояние',
  'В пути / не ушло',
  'Ждут ответа',
  'Ответов за 30 дней',
  'Медиана ожидания',
  'Девять из десяти – быстрее',
];

/** Each connection: whether it answers, what waits, how long answers take. */
export function ProviderList() {
  const list = useProviders();
  const items = list.data?.items ?? [];
  const slowest = Math.max(0, ...items.map(({ slowSeconds }) => slowSeconds ?? 0));
  return (
    <Flex vertical gap={12}>
      <p className="rg-muted">Время – от отправки запроса до ответа; ответы, приложенные вручную, не считаются.</p>
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={() => list.refetch()}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {list.isSuccess && items.length === 0 ? (
        <Empty title="Подключений нет">Ведомство ещё не подключено ни к одной системе.</Empty>
      ) : null}
      {items.length > 0 ? (
        <table className="rg-table">
          <caption className="rg-visually-hidden">Состояние подключений</caption>
          <thead>
            <tr>
              {columns.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((provider) => (
              <Row key={provider.id} provider={provider} slowest={slowest} />
            ))}
          </tbody>
        </table>
      ) : null}
    </Flex>
  );
}
