import type { ApplicationCard } from '../api.ts';
import { dateText } from '../ui/format.ts';
import { Tag } from '../ui/status-tag.tsx';
import { pauseText, remainingText } from './due-text.ts';

type DueCard = Pick<ApplicationCard, 'term' | 'dueDate' | 'overdue'>;

interface DueFactsProps {
  card: DueCard;
  /** Whether the steps are shown, and where they stand. */
  explained: boolean;
  stepsId: string;
  onExplain: () => void;
}

/** The last day, how far it is or why it is not known, and «почему такая дата». */
export function DueFacts({ card: { term, dueDate, overdue }, explained, stepsId, onExplain }: DueFactsProps) {
  if (term === null) return dateText(dueDate);
  const left = remainingText(term);
  return (
    <>
      {term.pausedSince === null ? (
        <>
          {dateText(term.dueDate)} {overdue ? <Tag tone="error">Просрочено</Tag> : null}
        </>
      ) : (
        <>
          <Tag tone="warning">Срок приостановлен</Tag> {pauseText(term)}
        </>
      )}
      {left ? <span className="rg-due-left">{left}</span> : null}
      {term.problem ? <span className="rg-due-left">{term.problem}</span> : null}
      <button
        type="button"
        className="rg-due-why"
        aria-expanded={explained}
        {...(explained ? { 'aria-controls': stepsId } : {})}
        onClick={onExplain}
      >
        Почему такая дата
      </button>
    </>
  );
}

/** How the day came about, step by step: sentences, which take the whole width below the other facts. */
export function DueSteps({ card: { term }, id }: { card: DueCard; id: string }) {
  if (term === null) return null;
  return (
    <ol id={id} className="rg-due-steps">
      {term.trace.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
