import type { ApplicationCard } from '../api.ts';
import { applicantName } from '../applicant/applicant-form.ts';
import { useMe } from '../session/me.ts';
import { dateText, instantText } from '../ui/format.ts';
import { StatusTag, Tag } from '../ui/status-tag.tsx';
import { DueReason } from './due-reason.tsx';
import { sourceTitles } from './list-view.ts';

/** What one has to know of a case at a glance. */
export function CaseFacts({ card }: { card: ApplicationCard }) {
  const { organisation } = useMe();
  const rows = [
    { label: 'Статус', value: <StatusTag phase={card.phase} title={card.stateTitle} /> },
    { label: 'Заявитель', value: applicantName(card.applicant) || 'Не указан' },
    ...(card.variant ? [{ label: 'Вариант услуги', value: card.variant.title }] : []),
    { label: 'Исполнитель', value: card.executor?.name ?? 'Не назначен' },
    {
      label: 'Срок',
      value: (
        <>
          {dateText(card.dueDate)} {card.overdue ? <Tag tone="error">Просрочено</Tag> : null}
          {card.registeredAt ? <DueReason id={card.id} /> : null}
        </>
      ),
    },
    card.registeredAt
      ? { label: 'Зарегистрирована', value: instantText(card.registeredAt, organisation.timeZone) }
      : { label: 'Создана', value: instantText(card.createdAt, organisation.timeZone) },
    { label: 'Источник', value: sourceTitles[card.source] ?? card.source },
  ];
  return (
    <dl className="rg-case-facts">
      {rows.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
