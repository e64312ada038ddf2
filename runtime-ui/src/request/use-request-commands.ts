import type { ApiTypes } from '@reglament/core/api';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { RequestView } from '../api.ts';
import { ProblemError, request } from '../client.ts';
import type { Answers } from '../form/index.ts';
import { type BrowserCertificate, signDigest, toBase64 } from '../signature/cades.ts';
import { requestQuery } from './queries.ts';

export type RequestStep = 'prepare' | 'send' | 'retry' | 'cancel';

interface NewRequest {
  entry: string;
  /** The same for each try of one creation: a second press gives the request that there is. */
  key: string;
  question?: Answers;
  send?: boolean;
}

/** What was prepared names the algorithm of the key, so another length of key asks for it once more. */
async function signedBy(view: RequestView, chosen: BrowserCertificate): Promise<RequestView> {
  const { bits } = chosen;
  const path = `/api/requests/${view.id}`;
  const { version, toSign } =
    view.toSign?.bits === bits
      ? view
      : await request<RequestView>(`${path}/prepare`, {
          method: 'POST',
          body: { version: view.version, keyBits: bits },
        });
  if (toSign === null) throw new Error('Запрос больше не ждёт подписи. Обновите страницу.');
  const { value, certificate } = await signDigest(chosen, toSign);
  const body = { version, value: toBase64(value), certificate: toBase64(certificate) };
  return request(`${path}/signature`, { method: 'POST', body });
}

interface Made {
  view: RequestView;
  /** Why it could not be prepared: it stays a draft, and that is told where it is opened. */
  problem?: string;
}

async function preparedOf(made: RequestView, show: (view: RequestView) => void): Promise<Made> {
  const { id, version } = made;
  try {
    const view = await request<RequestView>(`/api/requests/${id}/prepare`, { method: 'POST', body: { version } });
    show(view);
    return { view };
  } catch (problem) {
    return { view: made, problem: problem instanceof Error ? problem.message : String(problem) };
  }
}

const isConflict = (problem: unknown) => problem instanceof ProblemError && problem.status === 409;

/** What a person does with the requests of an application: one thing at a time, each answered by the request as it stands. */
export function useRequestCommands(applicationId: string) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const running = useRef(false);

  const show = (view: RequestView) => {
    const { queryKey } = requestQuery(applicationId, view.id);
    // What came after may have been told of by the stream while this answer was on its way, and nobody tells of it twice.
    queryClient.setQueryData(queryKey, (known) => (known && known.version > view.version ? known : view));
    void queryClient.invalidateQueries({ queryKey, exact: true, refetchType: 'none' });
    void queryClient.invalidateQueries({ queryKey: ['requests', applicationId, 'list'] });
    void queryClient.invalidateQueries({ queryKey: ['requests', applicationId, view.id, 'exchanges'] });
    void queryClient.invalidateQueries({ queryKey: ['application', applicationId, 'history'] });
  };
  const run = async (what: string, call: () => Promise<RequestView>): Promise<RequestView | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(what);
    setFailure(null);
    try {
      const view = await call();
      show(view);
      return view;
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
      // What a colleague has written meanwhile is shown beside what was typed here.
      if (isConflict(problem)) void queryClient.invalidateQueries({ queryKey: ['requests', applicationId] });
      return undefined;
    } finally {
      running.current = false;
      setBusy(null);
    }
  };
  const create = (body: NewRequest) =>
    run(body.send ? 'send' : 'save', () =>
      request(`/api/applications/${applicationId}/requests`, { method: 'POST', body }),
    );
  const save = (id: string, body: { version: number; question: Answers }) =>
    run('save', () => request(`/api/requests/${id}`, { method: 'PATCH', body }));
  const take = (step: RequestStep, { id, version }: Pick<RequestView, 'id' | 'version'>) =>
    run(step, () => request(`/api/requests/${id}/${step}`, { method: 'POST', body: { version } }));
  /** What is thrown says what to do: whoever chooses the certificate reads it there. */
  const sign = async (view: RequestView, certificate: BrowserCertificate): Promise<void> => {
    try {
      show(await signedBy(view, certificate));
    } catch (problem) {
      if (isConflict(problem)) void queryClient.invalidateQueries({ queryKey: ['requests', applicationId] });
      throw problem;
    }
  };
  const removeFile = (id: string, file: string) =>
    run('file', () => request(`/api/requests/${id}/files/${file}`, { method: 'DELETE' }));
  const bring = (id: string, body: ApiTypes['BroughtAnswer']) =>
    run('bring', () => request(`/api/requests/${id}/bring`, { method: 'POST', body }));
  /** Of the application: what its executor takes over from the answer, or takes back. */
  const acceptance = async (step: 'accept' | 'accept/withdraw', id: string, body: ApiTypes['AcceptBody']) => {
    const view = await run('accept', () => request(`/api/requests/${id}/${step}`, { method: 'POST', body }));
    if (view) void queryClient.invalidateQueries({ queryKey: ['application', applicationId] });
    return view;
  };
  const prepareMade = (made: RequestView) => preparedOf(made, show);
  const calls = { create, prepareMade, save, take, sign, removeFile, bring, acceptance };
  return { ...calls, busy, failure, clear: () => setFailure(null) };
}
