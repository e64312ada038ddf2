import { isEnded } from '@reglament/core/rules';
import type { Phase } from '@reglament/format';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { ApplicationCard } from '../api.ts';
import { applicantName } from '../applicant/applicant-form.ts';
import { RetentionFact } from '../destruction/retention-fact.tsx';
import { lookOf, summaryWords } from '../duty/duty-words.ts';
import { useMe } from '../session/me.ts';
import { instantText } from '../ui/format.ts';
import { StatusTag, Tag } from '../ui/status-tag.tsx';
import { ClosedActions, closedActions } from './closed-actions.tsx';
import { DueFacts, DueSteps } from './due-facts.tsx';
import { sourceTitles } from './list-view.ts';

interface CaseFactsProps {
  card: ApplicationCard;
  /** Of the card itself: why the other actions are closed is asked there, not in the middle of one. */
  whole?: boolean;
}

/** What one has to know of a case at a glance. */
export function CaseFacts({ card, whole = false }: CaseFactsProps) {
  const { organisation } = useMe();
  const [explained, setExplained] = useState(false);
  const [whyNot, setWhyNot] = useState(false);
  const [stepsId, closedId] = [useId(), useId()];
  const closed = whole && closedActions(card).length > 0;
  const rows = [
    {
      label: 'Статус',
      value: (
        <span className="rg-status-line">
          <StatusTag phase={card.phase} title={card.stateTitle} />
          {closed ? <Why open={whyNot} controls={closedId} onToggle={() => setWhyNot(!whyNot)} /> : null}
        </span>
      ),
    },
    {
      label: 'Заявитель',
      value: applicantName(card.applicant) || (card.destroyed ? 'Данные уничтожены' : 'Не указан'),
    },
    { label: 'Исполнитель', value: card.executor?.name ?? 'Не назначен' },
    {
      label: 'Срок',
      value: (
        <DueFacts card={card} explained={explained} stepsId={stepsId} onExplain={() => setExplained(!explained)} />
      ),
    },
    ...(card.duty === null ? [] : [{ label: 'Госпошлина', value: <DutyFact duty={card.duty} /> }]),
    card.registeredAt
      ? { label: 'Зарегистрирована', value: instantText(card.registeredAt, organisation.timeZone) }
      : { label: 'Создана', value: instantText(card.createdAt, organisation.timeZone) },
    { label: 'Источник', value: <Source card={card} /> },
    ...(card.retention !== null && card.destroyed === null && isEnded(card.phase as Phase)
      ? [{ label: 'Хранится', value: <RetentionFact retention={card.retention} /> }]
      : []),
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
      {closed && whyNot ? <ClosedActions card={card} id={closedId} /> : null}
      {explained ? <DueSteps card={card} id={stepsId} /> : null}
    </div>
  );
}

/** Beside the status: a line of its own below the buttons would push the case itself down. */
function Why({ open, controls, onToggle }: { open: boolean; controls: string; onToggle: () => void }) {
  return (
    <button
      type="button"
      className="rg-due-why"
      aria-expanded={open}
      {...(open ? { 'aria-controls': controls } : {})}
      onClick={onToggle}
    >
      Почему нельзя остальное
    </button>
  );
}

/** What is owed, and the way to where it is entered. */
function DutyFact({ duty }: { duty: NonNullable<ApplicationCard['duty']> }) {
  return (
    <Link to="?tab=duty" replace preventScrollReset>
      <Tag tone={lookOf(duty.status).tone}>{summaryWords(duty)}</Tag>
    </Link>
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
