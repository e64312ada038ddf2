import type { ApplicationCard } from '../api.ts';
import { useMe } from '../session/me.ts';
import { instantDateText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { issueAction } from './issue-action.ts';

/** The applicant comes for the result: what is ready. What to press when they stand at the desk is among the actions. */
export function IssueNotice({ card }: { card: ApplicationCard }) {
  const { organisation } = useMe();
  const { issueDueAt, issue } = card;
  if (issueDueAt === null || issue !== null) return null;
  const action = issueAction(card);
  return (
    <Notice tone="info" title="Результат ждёт заявителя: он получает его лично">
      Готов с {instantDateText(issueDueAt, organisation.timeZone)}.{' '}
      {action
        ? `Когда за ним придут, проверьте документ и отметьте выдачу кнопкой «${action.title}».`
        : 'Выдачу отмечает тот, кто ведёт заявку или принимает заявления.'}
    </Notice>
  );
}
