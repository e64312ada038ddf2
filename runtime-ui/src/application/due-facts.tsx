import type { ApplicationCard } from '../api.ts';
import { dateText } from '../ui/format.ts';
import { Tag } from '../ui/status-tag.tsx';
import { pauseText, remainingText } from './due-text.ts';

type DueCard = Pick<ApplicationCard, 'term' | 'dueDate' | 'overdue'>;

/** The last day, how far it is or why it is not known, and «почему такая дата». */
export function DueFacts({ card: { term, dueDate, overdue } }: { card: DueCard }) {
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
      <details className="rg-due">
        <summary>Почему такая дата</summary>
        <ol>
          {term.trace.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </details>
    </>
  );
}
