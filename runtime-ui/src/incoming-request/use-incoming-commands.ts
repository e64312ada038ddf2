import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { IncomingView } from '../api.ts';
import { request } from '../client.ts';
import type { Answers } from '../form/index.ts';
import { announce } from '../ui/live-region.tsx';
import { incomingQuery } from './queries.ts';

type Reply = { answer: Answers } | { refuse: true; text: string };

/** What a clerk does with another body's request, on the version that is on the screen. */
export function useIncomingCommands({ id, version }: Pick<IncomingView, 'id' | 'version'>) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const running = useRef(false);

  const run = async (what: string, call: () => Promise<IncomingView>): Promise<IncomingView | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(what);
    setFailure(null);
    try {
      const view = await call();
      queryClient.setQueryData(incomingQuery(id).queryKey, view);
      void queryClient.invalidateQueries({ queryKey: ['incoming-requests', 'list'] });
      announce(`Выполнено. Статус запроса: ${view.statusTitle}`);
      return view;
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
      return undefined;
    } finally {
      running.current = false;
      setBusy(null);
    }
  };
  const path = `/api/incoming-requests/${id}`;
  const take = () => run('take', () => request(`${path}/take`, { method: 'POST', body: { version } }));
  const reply = (given: Reply) =>
    run('refuse' in given ? 'refuse' : 'answer', () =>
      request(`${path}/answer`, { method: 'POST', body: { version, ...given } }),
    );
  const removeFile = (file: string) => run('file', () => request(`${path}/files/${file}`, { method: 'DELETE' }));
  return { take, reply, removeFile, busy, failure, clear: () => setFailure(null) };
}

export type IncomingCommands = ReturnType<typeof useIncomingCommands>;
