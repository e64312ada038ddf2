import type { ApplicationCard } from '../api.ts';
import { SignAgain } from '../signature/sign-again.tsx';
import { Notice } from '../ui/notice.tsx';

/** Who sent the decision back and why: the first thing its author has to read while it is made anew. */
export function ReturnedDecision({ card: { decision, phase } }: { card: Pick<ApplicationCard, 'decision' | 'phase'> }) {
  if (decision?.status !== 'returned' || phase !== 'inProgress') return null;
  const { approver, returnComment, signers } = decision;
  return (
    <Notice tone="warning" title="Решение возвращено на доработку">
      {approver === null ? null : <strong>{approver.name}: </strong>}
      {returnComment ?? 'Без комментария.'}
      <SignAgain signers={signers} />
    </Notice>
  );
}
