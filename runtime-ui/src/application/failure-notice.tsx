import { Button } from 'antd';
import { ConnectionError, ProblemError } from '../client.ts';
import { useMe } from '../session/me.ts';
import { instantText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';

interface FailureNoticeProps {
  failure: Error;
  /** Takes the present version of the case, keeping what was typed. */
  onRefresh?: () => void;
}

/** The refusal, when it is because someone else changed the case meanwhile. */
export function conflictOf(failure: Error | null): ProblemError | undefined {
  return failure instanceof ProblemError && failure.code === 'versionConflict' ? failure : undefined;
}

/** Who changed the case, when, and what has become of it. */
export function conflictText({ current, message }: ProblemError, timeZone: string): string {
  if (!current) return message;
  const who = current.updatedBy ? `${current.updatedBy}, ` : '';
  const when = current.updatedAt ? instantText(current.updatedAt, timeZone) : '';
  const state = current.stateTitle ? ` Сейчас статус заявки: «${current.stateTitle}».` : '';
  return `Последнее изменение: ${who}${when}.${state}`;
}

/** What happened, what is kept, what to do. A case that someone else changed is named as such. */
export function FailureNotice({ failure, onRefresh }: FailureNoticeProps) {
  const { organisation } = useMe();
  const conflict = conflictOf(failure);
  if (conflict) {
    return (
      <Notice
        tone="warning"
        title="Заявку тем временем изменили"
        actions={onRefresh ? <Button onClick={onRefresh}>Показать изменённую</Button> : null}
      >
        {conflictText(conflict, organisation.timeZone)} Ничего не записано, введённое вами осталось на экране.
      </Notice>
    );
  }
  if (failure instanceof ConnectionError) {
    return (
      <Notice tone="error" title="Не сохранено: не было связи с сервером">
        Введённое осталось на экране. Когда связь восстановится, повторите.
      </Notice>
    );
  }
  if (failure instanceof ProblemError && failure.status === 401) {
    return (
      <Notice tone="warning" title="Не сохранено: сеанс работы был завершён">
        Введённое осталось на экране. Войдите и повторите.
      </Notice>
    );
  }
  return <OtherFailure failure={failure} {...(onRefresh ? { onRefresh } : {})} />;
}

function OtherFailure({ failure, onRefresh }: FailureNoticeProps) {
  const known = failure instanceof ProblemError ? failure : undefined;
  const problems = known?.problems ?? [];
  return (
    <Notice
      tone="error"
      title={failure.message}
      actions={known?.status === 409 && onRefresh ? <Button onClick={onRefresh}>Обновить</Button> : null}
    >
      {problems.length > 0 ? (
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.pointer}${problem.message}`}>{problem.message}</li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}
