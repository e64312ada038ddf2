import { type CaseParts, contextOf } from '../case-context.ts';
import { findEditProblem } from '../edit.ts';
import type { WorkflowContext } from '../facts.ts';
import { getState } from '../workflow.ts';

/** Days for which a draft that nobody wanted can be brought back. */
export const DISCARDED_DAYS = 30;

const DAY = 86_400_000;

interface DiscardProblem {
  readonly code: 'forbidden' | 'actionClosed';
  readonly text: string;
}

/** Why this person may not throw it away, in words; undefined when they may. */
export function findDiscardProblem(context: WorkflowContext): DiscardProblem | undefined {
  const text = findKeepReason(context);
  return text === undefined ? findEditProblem(context) : { code: 'actionClosed', text };
}

/** Why nobody at all may: what somebody has filed is considered, not thrown away. */
export function findKeepReason({ workflow, facts, application }: WorkflowContext): string | undefined {
  const isDraft = getState(workflow, facts.state).phase === 'draft' && facts.clock.status === 'notStarted';
  if (!isDraft) return 'Удалить можно только черновик: зарегистрированная заявка хранится, сколько сказано в услуге';
  if (application.source === 'employee') return (application.duty?.paid ?? 0) > 0 ? paidText : undefined;
  return 'Заявление подал заявитель: его не удаляют, а регистрируют и рассматривают';
}

const paidText =
  'По черновику внесён платёж госпошлины: отзовите запись о нём, если она неверна, иначе зарегистрируйте заявку';

export const originalsText =
  'У ведомства остались подлинники из перечня документов: верните их заявителю, отметьте возврат и удалите черновик';

/** The data of what was thrown away at this moment go then, with the next night. */
export function goneOn(discardedAt: Date): Date {
  return new Date(discardedAt.getTime() + DISCARDED_DAYS * DAY);
}

/** Why this person may not bring it back: they could not edit it either. */
export function findRestoreProblem(parts: CaseParts): DiscardProblem | undefined {
  const { record } = parts;
  return findEditProblem(
    contextOf(record.destroyed == null ? { ...parts, record: { ...record, discardedAt: null } } : parts),
  );
}
