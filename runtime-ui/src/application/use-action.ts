import type { ApiTypes } from '@reglament/core/api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApplicationCard, RepeatAnswer } from '../api.ts';
import { request } from '../client.ts';
import { announce } from '../ui/live-region.tsx';

export interface ActionRequest {
  id: string;
  version: number;
  code: string;
  input?: Record<string, unknown>;
  comment?: string;
  repeat?: RepeatAnswer;
  applicantChoice?: ApiTypes['ApplicantChoice'] | undefined;
}

/** Runs an action; the answer is the card as it stands after it. */
export function useAction() {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);

  const run = async ({
    id,
    version,
    code,
    input,
    comment,
    repeat,
    applicantChoice,
  }: ActionRequest): Promise<ApplicationCard | undefined> => {
    setBusy(true);
    setFailure(null);
    try {
      const said = {
        ...(comment ? { comment } : {}),
        ...(repeat ? { repeat } : {}),
        ...(applicantChoice ? { applicantChoice } : {}),
      };
      const body = { version, ...(input ? { input } : {}), ...said };
      const card = await request<ApplicationCard>(`/api/applications/${id}/actions/${code}`, { method: 'POST', body });
      queryClient.setQueryData(['application', id], card);
      await queryClient.invalidateQueries({ queryKey: ['applications'] });
      void queryClient.invalidateQueries({ queryKey: ['application', id, 'history'] });
      announce(`Выполнено. Статус заявки: ${card.stateTitle}`);
      return card;
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, failure, clear: () => setFailure(null) };
}
