import { Button } from 'antd';
import type { SessionState } from './draft-session.ts';

const words: Readonly<Record<SessionState['saving'], string>> = {
  saved: 'Сохранено',
  waiting: 'Сохраняется…',
  failed: 'Не сохранено',
  conflict: 'Не сохранено: выберите, что оставить',
};

/** Whether what is on the screen is on the server too. */
export function SaveState({ state, onRetry }: { state: SessionState; onRetry: () => void }) {
  const quiet = state.saving === 'saved' || state.saving === 'waiting';
  return (
    <span className={quiet ? 'rg-muted rs-save-state' : 'rg-error'} role="status">
      {words[state.saving]}
      {state.problem && state.saving !== 'conflict' ? `. ${state.problem}` : ''}{' '}
      {state.saving === 'failed' ? (
        <Button size="small" onClick={onRetry}>
          Сохранить
        </Button>
      ) : null}
    </span>
  );
}
