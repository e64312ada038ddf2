import { Button } from 'antd';
import { conflictOf, FailureNotice } from '../application/failure-notice.tsx';
import { Notice } from '../ui/notice.tsx';

/** The refusal of a step; a request that someone else changed meanwhile is named as such. */
export function RequestFailure({ failure, onRefresh }: { failure: Error; onRefresh?: () => void }) {
  const conflict = conflictOf(failure);
  if (!conflict) return <FailureNotice failure={failure} {...(onRefresh ? { onRefresh } : {})} />;
  return (
    <Notice
      tone="warning"
      title="Запрос тем временем изменили"
      actions={onRefresh ? <Button onClick={onRefresh}>Показать изменённый</Button> : null}
    >
      {conflict.message} Ничего не записано, введённое вами осталось на экране.
    </Notice>
  );
}
