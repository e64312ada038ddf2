import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, type OfferedDetails, type Order, type Start } from './portal-api.ts';

/** Milliseconds: what bodies tell appears by itself. */
const PACE = 1_500;

export function useStart() {
  return useQuery({ queryKey: ['start'], queryFn: () => ask<Start>('start'), refetchInterval: PACE * 2 });
}

export function useOrders(person: string | undefined) {
  return useQuery({
    queryKey: ['orders', person],
    queryFn: () => ask<{ items: Order[] }>(`orders?${new URLSearchParams({ person: person ?? '' })}`),
    enabled: person !== undefined,
    refetchInterval: PACE,
  });
}

export function useOrder(id: string) {
  return useQuery({ queryKey: ['order', id], queryFn: () => ask<Order>(`orders/${id}`), refetchInterval: PACE });
}

export function useOffered({ body, code }: { body: string; code: string }, kind: string) {
  return useQuery({
    queryKey: ['service', body, code, kind],
    queryFn: () => ask<OfferedDetails>(`services/${body}/${code}?${new URLSearchParams({ kind })}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A deed of the applicant: while it runs, what went wrong, and what is known of orders afterwards. */
export function useDeed() {
  const client = useQueryClient();
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = async <Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> => {
    setRunning(true);
    setProblem(undefined);
    try {
      const answer = await work();
      await client.invalidateQueries();
      return answer;
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return undefined;
    } finally {
      setRunning(false);
    }
  };
  return { running, problem, run };
}
