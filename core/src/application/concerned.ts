import type { WorkflowContext } from './facts.ts';

export const concernedText =
  'Вы были исполнителем заявки, о которой эта процедура, или решали по ней: рассматривает её другой сотрудник (210-ФЗ, статья 11.2)';
export const chosenConcernedText =
  'Этот сотрудник был исполнителем заявки, о которой эта процедура, или решал по ней: выберите другого (210-ФЗ, статья 11.2)';

/** Whether this person was the executor of the application that an impartial procedure is on, or has decided there. */
export function isConcerned({ concerned }: WorkflowContext['application'], id: string | null): boolean {
  return id !== null && (concerned?.includes(id) ?? false);
}
