import type { IncomingStatus, IncomingView } from '../api.ts';
import { useMe } from '../session/me.ts';
import { verdictOf } from '../signature/signature-words.ts';
import { initialsOf, instantText } from '../ui/format.ts';
import { Tag, type Tone } from '../ui/status-tag.tsx';

const toneOf = {
  new: 'info',
  inWork: 'warning',
  answered: 'success',
  refused: 'error',
} as const satisfies Record<IncomingStatus, Tone>;

/** Who asks, since when, who works on it, and what became of the answer. */
export function IncomingFacts({ view }: { view: IncomingView }) {
  const { organisation } = useMe();
  const at = (instant: string | null) => instant && instantText(instant, organisation.timeZone);
  const rows = [
    { label: 'Статус', value: <Tag tone={toneOf[view.status]}>{view.statusTitle}</Tag> },
    { label: 'Регистрационный номер', value: view.number },
    { label: 'Дата поступления', value: at(view.receivedAt) },
    { label: 'Кто спрашивает', value: view.asker.title },
    { label: 'Номер у спрашивающего', value: view.askerNumber },
    { label: 'Исполнитель', value: view.executor ? initialsOf(view.executor.name) : 'Не назначен' },
    { label: 'Подпись запроса', value: view.destroyed ? null : <SignatureWords signature={view.signature} /> },
    { label: 'Дата ответа', value: at(view.answeredAt) },
    { label: 'Ответ передан', value: at(view.deliveredAt) ?? view.deliveryText },
  ];
  return (
    <dl className="rg-case-facts rg-request-facts">
      {rows.map(({ label, value }) =>
        value === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function SignatureWords({ signature }: Pick<IncomingView, 'signature'>) {
  if (signature === null) return 'Нет';
  const verdict = signature.verdict && { checkedAt: '', ...signature.verdict };
  const { tone, title } = verdictOf({ verdict });
  return (
    <>
      <Tag tone={tone}>{title}</Tag>
      {verdict === null ? null : <div className="rg-hint">{verdict.text}</div>}
    </>
  );
}
