/** Who is offered to add papers: the server decides again, with the same rules. Pure. */
import type { ApplicationCard, Me } from '../api.ts';

type Case = Pick<ApplicationCard, 'phase' | 'editable' | 'executor' | 'decision'>;

export function mayAttach(card: Case | undefined, me: Pick<Me, 'user'>): boolean {
  if (!card) return true;
  if (card.phase === 'closed' || card.phase === 'withdrawn') return false;
  return card.editable || card.executor?.id === me.user.id;
}

/** What a published decision rests on stays as it was; other files may still come. */
export function mayChangeDocuments(card: Case | undefined, me: Pick<Me, 'user'>): boolean {
  return card?.decision?.status !== 'published' && mayAttach(card, me);
}

/** Also when the work has ended: papers go back when their owner comes for them. */
export function mayReturn(card: Case, me: Pick<Me, 'user' | 'canCreate'>): boolean {
  return card.editable || card.executor?.id === me.user.id || me.canCreate;
}

export function mayReceive(card: Case, me: Pick<Me, 'user' | 'canCreate'>): boolean {
  if (card.phase === 'closed' || card.phase === 'withdrawn') return false;
  return mayAttach(card, me) || me.canCreate;
}
