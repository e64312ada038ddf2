import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { ApplicationCard } from '../api.ts';
import { applicantName } from '../applicant/applicant-form.ts';
import { useMe } from '../session/me.ts';
import { instantText } from '../ui/format.ts';
import { StatusTag, Tag } from '../ui/status-tag.tsx';
import { DueFacts, DueSteps } from './due-facts.tsx';
import { sourceTitles } from './list-view.ts';

/** What one has to know of a case at a glance. */
export function CaseFacts({ card }: { card: ApplicationCard }) {
  const { organisation } = useMe();
  const [explained, setExplained] = useState(false);
  const stepsId = useId();
  const rows = [
    { label: 'Статус', value: <StatusTag phase={card.phase} title={card.stateTitle} /> },
    { label: 'Заявитель', value: applicantName(card.applicant) || 'Не указан' },
    { label: 'Исполнитель', value: card.executor?.name ?? 'Не назначен' },
    {
      label: 'Срок',
      value: (
        <DueFacts card={card} explained={explained} stepsId={stepsId} onExplain={() => setExplained(!explained)} />
      ),
    },
    card.registeredAt
      ? { label: 'Зарегистрирована', value: instantText(card.registeredAt, organisation.timeZone) }
      : { label: 'Создана', value: instantText(card.createdAt, organisation.timeZone) },
    { label: 'Источник', value: <Source card={card} /> },
  ];
  return (
    <div className="rg-case-facts">
      <dl>
        {rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {explained ? <DueSteps card={card} id={stepsId} /> : null}
    </div>
  );
}

/** Of what a portal has sent, the way to the message itself. */
function Source({ card: { source, emulated } }: { card: ApplicationCard }) {
  const title = sourceTitles[source] ?? source;
  if (source === 'employee') return title;
  return (
    <>
      {title} {emulated ? <Tag tone="warning">Эмулятор</Tag> : null}{' '}
      <Link to="?tab=correspondence" replace preventScrollReset>
        Исходное сообщение
      </Link>
    </>
  );
}
