import type { TrialStep } from '@reglament/format';
import { Card, dateText, Tag } from '@reglament/runtime-ui/ui';
import { Button, Select } from 'antd';
import { RequestContent } from './request-content.tsx';
import type { WalkProps } from './walk-props.ts';

type TrialRequest = WalkProps['walk']['requests'][number];

const conducts = [
  { value: 'answered', label: 'отвечает' },
  { value: 'empty', label: 'отвечает: сведений нет' },
  { value: 'refused', label: 'отказывает' },
  { value: 'silent', label: 'молчит' },
] as const;

interface WalkRequestsProps extends WalkProps {
  onStep: (step: TrialStep) => void;
}

/** The requests of the service: what would go, how the provider behaves, what the answer would bring. */
export function WalkRequests({ walk, as, dictionaries, onStep }: WalkRequestsProps) {
  if (walk.requests.length === 0) return null;
  return (
    <Card title="Запросы">
      <ul className="rs-list">
        {walk.requests.map((request) => (
          <li key={request.code} className="rst-request">
            <div className="rst-test-head">
              <strong>{request.title}</strong>
              <RequestState request={request} />
            </div>
            {request.reason === null ? null : <p className="rg-muted">{request.reason}</p>}
            <div className="rs-row">
              <Select
                size="small"
                className="rst-conduct"
                aria-label={`Поставщик: ${request.title}`}
                value={request.conduct}
                options={[...conducts]}
                onChange={(conduct) => onStep({ as, providers: { [request.code]: conduct } })}
              />
              <Button
                size="small"
                aria-label={`Отправить: ${request.title}`}
                disabled={request.reason !== null || request.asked !== null}
                onClick={() => onStep({ as, ask: [request.code] })}
              >
                Отправить
              </Button>
              {request.accepted === null ? null : (
                <Button
                  size="small"
                  aria-label={`Принять значения: ${request.title}`}
                  onClick={() => onStep({ as, answers: { ...request.accepted } })}
                >
                  Принять значения
                </Button>
              )}
            </div>
            <details className="rst-more">
              <summary>Что уйдёт поставщику</summary>
              <RequestContent request={request} today={walk.present.today} dictionaries={dictionaries} />
            </details>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function RequestState({ request: { asked, awaited, conduct, automatic, available } }: { request: TrialRequest }) {
  if (!available) return <Tag tone="error">модуль не установлен</Tag>;
  if (asked === null) return <Tag tone="neutral">{automatic ? 'уйдёт сам' : 'не отправлен'}</Tag>;
  if (awaited) return <Tag tone="warning">ждёт ответа с {dateText(asked)}</Tag>;
  if (conduct === 'refused') return <Tag tone="error">отказ поставщика</Tag>;
  return <Tag tone="success">{conduct === 'empty' ? 'ответ: сведений нет' : 'ответ получен'}</Tag>;
}
