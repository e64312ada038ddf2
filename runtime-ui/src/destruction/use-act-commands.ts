import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { request } from '../client.ts';
import { announce } from '../ui/live-region.tsx';
import { actPath, actQuery, actRowsQuery, actsQuery, type DestructionAct } from './queries.ts';

type Command = 'approve' | 'withdraw' | 'retry' | 'exclude' | 'include';

const told = {
  approve: 'Акт утверждён, данные уничтожаются',
  withdraw: 'Акт отозван',
  retry: 'Исполнение акта продолжается',
  exclude: 'Исключено из акта',
  include: 'Возвращено в акт',
} as const satisfies Record<Command, string>;

/** What is done with an act; `version` is what the person has read of it; true when it is done. */
export function useActCommands({ act: { id } }: Pick<DestructionAct, 'act'>) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState<Command | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const running = useRef(false);
  const run = async (command: Command, path: string, body?: object): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(command);
    setFailure(null);
    try {
      const method = command === 'include' ? 'DELETE' : 'POST';
      const answer = await request<DestructionAct>(`${actPath(id)}${path}`, { method, body });
      // A look that is under way would bring the act as it was before.
      await queryClient.cancelQueries({ queryKey: actQuery(id).queryKey, exact: true });
      queryClient.setQueryData(actQuery(id).queryKey, answer);
      announce(told[command]);
      return true;
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
      // Somebody may have changed it meanwhile.
      void queryClient.invalidateQueries({ queryKey: actQuery(id).queryKey, exact: true });
      return false;
    } finally {
      running.current = false;
      setBusy(null);
      for (const { queryKey } of [actRowsQuery(id), actsQuery]) void queryClient.invalidateQueries({ queryKey });
    }
  };
  const rowPath = (application: string) => `/rows/${application}/exclusion`;
  return {
    approve: (version: number) => run('approve', '/approval', { version }),
    withdraw: (version: number, reason: string) => run('withdraw', '/withdrawal', { version, reason }),
    retry: () => run('retry', '/retry'),
    exclude: (application: string, reason: string) => run('exclude', rowPath(application), { reason }),
    include: (application: string) => run('include', rowPath(application)),
    busy,
    failure,
    clear: () => setFailure(null),
  };
}

export type ActCommands = ReturnType<typeof useActCommands>;
