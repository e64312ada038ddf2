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
  return (
    <span className={state.saving === 'saved' || state.saving === 'waiting' ? 'rg-muted' : 'rg-error'} role="status">
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
