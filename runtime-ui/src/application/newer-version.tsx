import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ApplicationCard } from '../api.ts';
import { request } from '../client.ts';
import { announce } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';
import { FailureNotice } from './failure-notice.tsx';

interface NewerVersionProps {
  card: ApplicationCard;
  /** Saves what is typed; undefined when it was not accepted. */
  save: () => Promise<ApplicationCard | undefined>;
  onRefresh: () => void;
}

/** A draft stands on an older version of the service: what changed, what would be lost, and the way to move on. */
export function NewerVersion({ card, save, onRefresh }: NewerVersionProps) {
  const { move, busy, failure } = useMove(save);
  const { newerVersion } = card;
  if (!newerVersion) return null;
  const button = (
    <Button loading={busy} onClick={() => void move(newerVersion)}>
      Перейти на новую версию
    </Button>
  );
  return (
    <>
      {failure ? <FailureNotice failure={failure} onRefresh={onRefresh} /> : null}
      <Notice
        tone={newerVersion.lost.length > 0 ? 'warning' : 'info'}
        title={`Действует новая версия услуги – ${newerVersion.serviceVersion}`}
        actions={button}
      >
        <p className="rg-newer-lead">
          Черновик сделан по прежней, {card.service.version}. Можно перейти на новую или продолжить на прежней: после
          регистрации версия не меняется.
        </p>
        <Offered offer={newerVersion} />
      </Notice>
    </>
  );
}

type Offer = NonNullable<ApplicationCard['newerVersion']>;

/** Answers first: they are what the person loses or has to add. */
function Offered({ offer: { lost, asked, changes } }: { offer: Offer }) {
  return (
    <>
      {lost.length > 0 ? (
        <Group title="Эти ответы новая версия не примет – они останутся в истории">
          {lost.map(({ field, title, text, reason }) => (
            <li key={field}>
              {title}: {text}. {reason}.
            </li>
          ))}
        </Group>
      ) : (
        <p>Все ответы сохранятся.</p>
      )}
      {asked.length > 0 ? (
        <Group title="Нужно будет ответить">
          {asked.map(({ field, title }) => (
            <li key={field}>{title}</li>
          ))}
        </Group>
      ) : null}
      {changes.length > 0 ? (
        <details className="rg-newer-changes">
          <summary>Что изменилось: {changes.length}</summary>
          <ul>
            {changes.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rg-newer-group">
      <p>{title}:</p>
      <ul>{children}</ul>
    </div>
  );
}

/** What is typed is saved first, so that it is carried over like every other answer. */
function useMove(save: NewerVersionProps['save']) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const move = async ({ serviceVersion, workflowVersion }: Offer) => {
    setBusy(true);
    setFailure(null);
    try {
      const saved = await save();
      if (!saved) return;
      const body = { version: saved.version, serviceVersion, workflowVersion };
      const moved = await request<ApplicationCard>(`/api/applications/${saved.id}/version`, { method: 'POST', body });
      queryClient.setQueryData(['application', saved.id], moved);
      void queryClient.invalidateQueries({ queryKey: ['application', saved.id, 'history'] });
      announce(`Черновик переведён на версию услуги ${moved.service.version}`);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setBusy(false);
    }
  };
  return { move, busy, failure };
}
