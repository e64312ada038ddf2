import type { WorkflowAction } from '@reglament/format';
import type { WorkflowContext } from './facts.ts';

const considersText =
  'Вы были исполнителем заявки, о которой эта процедура, или решали по ней: рассматривает её другой сотрудник';
const approvesText =
  'Вы были исполнителем заявки, о которой эта процедура, или решали по ней: решение утверждает другой сотрудник';
const chosenText =
  'Этот сотрудник был исполнителем заявки, о которой эта процедура, или решал по ней: выберите другого';

type Application = Pick<WorkflowContext['application'], 'concerned' | 'impartialBasis' | 'creatorId'>;

/** Whether this person was the executor of the application that an impartial procedure is on, or has decided there. */
export function isConcerned({ concerned }: Application, id: string | null): boolean {
  return id !== null && (concerned?.includes(id) ?? false);
}

/**
 * Nobody judges what they have done themselves: neither takes it into their own hands, nor decides for an absent colleague,
 * nor approves or sends back what another has prepared. Undefined: they may.
 */
export function findConcernedProblem(
  application: Application,
  actorId: string,
  action: WorkflowAction,
): string | undefined {
  const { creatorId } = application;
  const takers = action.effects.flatMap((effect) => {
    if (effect.effect === 'decide') return [actorId];
    if (effect.effect !== 'assign') return [];
    return effect.to === 'me' ? [actorId] : effect.to === 'creator' ? [creatorId] : [];
  });
  if (takers.some((id) => isConcerned(application, id))) return withBasis(considersText, application);
  return approves(action) && isConcerned(application, actorId) ? withBasis(approvesText, application) : undefined;
}

/** What follows by itself has been decided by somebody; taking back what one has sent is no judgement. */
export function approves(action: WorkflowAction): boolean {
  if (action.automatic || action.onSigned || action.onDeadline || action.recalls !== undefined) return false;
  return action.effects.some(({ effect }) => effect === 'publish' || effect === 'returnDecision');
}

export function chosenConcernedText(application: Application): string {
  return withBasis(chosenText, application);
}

/** With the law by which it is so, where the definition names one. */
export function withBasis(text: string, { impartialBasis }: Pick<Application, 'impartialBasis'>): string {
  return impartialBasis === undefined ? text : `${text} (основание: ${impartialBasis})`;
}
