import type { ApplicationCard } from '../api.ts';
import { dateText } from '../ui/format.ts';
import { termWords } from './destruction-words.ts';

/** How long a case that has ended is kept, and by which rule. */
export function RetentionFact({ retention }: { retention: NonNullable<ApplicationCard['retention']> }) {
  const { permanent, keptUntil, basis } = retention;
  const term = termWords(retention);
  const why = [permanent ? undefined : term, basis].filter(Boolean).join('; ');
  return (
    <span className="rg-retention-fact">
      {permanent || keptUntil === null ? term : `По ${dateText(keptUntil)}`} <span className="rg-muted">({why})</span>
    </span>
  );
}
