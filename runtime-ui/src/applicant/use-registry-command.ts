import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../client.ts';
import type { ApplicantView } from './queries.ts';

/** A change of the registry with its reason: nothing is sent without one, and every list is read anew after it. */
export function useRegistryCommand(onDone: (applicant: ApplicantView) => void) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const missing = reason.trim() === '';
  const send = async (path: string, body: object) => {
    setAttempted(true);
    if (missing) return;
    setBusy(true);
    setFailure(null);
    try {
      const applicant = await request<ApplicantView>(path, {
        method: 'POST',
        body: { ...body, reason: reason.trim() },
      });
      await queryClient.invalidateQueries({ queryKey: ['applicants'] });
      await queryClient.invalidateQueries({ queryKey: ['applicant'] });
      onDone(applicant);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setBusy(false);
    }
  };
  return { reason, setReason, wrong: attempted && missing, busy, failure, send };
}
