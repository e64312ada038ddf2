import { Notice } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';

interface ConflictNoticeProps {
  problem: string;
  onTake: () => void;
  onInsist: () => void;
}

/** Two changed one place: nothing is merged by guess, the person chooses. */
export function ConflictNotice({ problem, onTake, onInsist }: ConflictNoticeProps) {
  return (
    <Notice
      tone="warning"
      actions={
        <>
          <Button onClick={onTake}>Взять чужое, своё отбросить</Button>
          <Button onClick={onInsist}>Записать своё поверх</Button>
        </>
      }
    >
      {problem} Пока вы не выбрали, ваши правки остаются на этом экране и не сохраняются.
    </Notice>
  );
}
