import { Button } from 'antd';
import type { ActionView, ApplicationCard } from '../api.ts';
import { useMe } from '../session/me.ts';
import { instantDateText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { issueAction } from './issue-action.ts';

interface IssueNoticeProps {
  card: ApplicationCard;
  onChoose: (action: ActionView) => void;
}

/** The applicant comes for the result: what is ready, and what to do when they stand at the desk. */
export function IssueNotice({ card, onChoose }: IssueNoticeProps) {
  const { organisation } = useMe();
  const { issueDueAt, issue } = card;
  if (issueDueAt === null || issue !== null) return null;
  const action = issueAction(card);
  const button = action ? <Button onClick={() => onChoose(action)}>{action.title}</Button> : null;
  return (
    <Notice tone="info" title="Результат ждёт заявителя: он получает его лично" actions={button}>
      Готов с {instantDateText(issueDueAt, organisation.timeZone)}.{' '}
      {action
        ? 'Когда за ним придут, проверьте документ и отметьте выдачу.'
        : 'Выдачу отмечает тот, кто ведёт заявку или принимает заявления.'}
    </Notice>
  );
}
