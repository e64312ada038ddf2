import type { RequestView } from '../api.ts';
import { useMe } from '../session/me.ts';
import { initialsOf, instantText } from '../ui/format.ts';
import { Tag } from '../ui/status-tag.tsx';
import { EmulatedTag } from './emulated-tag.tsx';
import { requestTone } from './request-words.ts';

/** Status, times and the last word of the other side; what has not happened yet is left out. */
export function RequestFacts({ view }: { view: RequestView }) {
  const { organisation } = useMe();
  const at = (instant: string | null) => instant && instantText(instant, organisation.timeZone);
  const { title, number, sentAt } = view.factTitles;
  const rows = [
    { label: title, value: view.title },
    { label: number, value: view.number },
    {
      label: 'Статус',
      value: (
        <span className="rg-request-status">
          <Tag tone={requestTone(view.status)}>{view.statusTitle}</Tag>
          <EmulatedTag item={view} />
        </span>
      ),
    },
    { label: 'Дата создания', value: at(view.createdAt) },
    { label: 'Кем создан', value: initialsOf(view.author.name) },
    { label: sentAt ?? 'Дата отправки', value: at(view.sentAt) },
    { label: 'ID запроса', value: view.messageId },
    { label: 'Время последнего обращения к сервису', value: at(view.lastExchangeAt) },
    { label: 'Результат', value: resultOf(view) },
    { label: 'Ответ получен', value: at(view.answeredAt) },
  ];
  return (
    <dl className="rg-case-facts rg-request-facts">
      {rows.map(({ label, value }) =>
        value === null || label === undefined ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** The code is for whoever mends the exchange; a refusal says all in its words. */
function resultOf({ status, interimText, resultText, errorCode }: RequestView): string | null {
  const text = interimText ?? resultText;
  return text === null || errorCode === null || status !== 'failed' ? text : `${text} (код ${errorCode})`;
}
