import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

export type Kept = ApiTypes['QuarantineView'];
export type Stopped = ApiTypes['StoppedView'];
export type Outgoing = ApiTypes['OutgoingView'];
export type Provider = ApiTypes['ProviderView'];

export const keptKey = ['admin', 'deliveries'];
export const stoppedKey = ['admin', 'stopped'];
export const outgoingKey = ['admin', 'outgoing'];

/** What a list is looked through by; empty: whatever. */
export interface DeskFilter {
  readonly connection: string;
  readonly topic: string;
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

export const noFilter: DeskFilter = { connection: '', topic: '', text: '', from: '', to: '' };

function queryOf(filter: Partial<DeskFilter>): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
}

export function useKept(status: Kept['status'], { topic: _topic, ...filter }: DeskFilter) {
  return useInfiniteQuery({
    queryKey: [...keptKey, status, filter],
    queryFn: ({ pageParam }) =>
      request<ApiTypes['QuarantineList']>('/api/admin/deliveries', {
        query: { ...queryOf(filter), status, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['QuarantineList']) => page.next ?? undefined,
  });
}

export function resolveKept({ id }: Kept, resolution: string): Promise<void> {
  return request(`/api/admin/deliveries/${id}/resolve`, { method: 'POST', body: { resolution } });
}

export function releaseKept({ id }: Kept, resolution: string): Promise<void> {
  return request(`/api/admin/deliveries/${id}/release`, { method: 'POST', body: { resolution } });
}

export function assignKept({ id }: Kept, body: ApiTypes['DeliveryAssignment']): Promise<void> {
  return request(`/api/admin/deliveries/${id}/assign`, { method: 'POST', body });
}

export function useStopped(filter: DeskFilter) {
  return useInfiniteQuery({
    queryKey: [...stoppedKey, filter],
    queryFn: ({ pageParam }) =>
      request<ApiTypes['StoppedList']>('/api/admin/stopped', {
        query: { ...queryOf(filter), ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['StoppedList']) => page.next ?? undefined,
  });
}

export function retryStopped({ id }: Stopped): Promise<void> {
  return request(`/api/admin/stopped/${id}/retry`, { method: 'POST' });
}

export function useOutgoing(filter: DeskFilter) {
  return useInfiniteQuery({
    queryKey: [...outgoingKey, filter],
    queryFn: ({ pageParam }) =>
      request<ApiTypes['OutgoingList']>('/api/admin/outgoing', {
        query: { ...queryOf(filter), ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['OutgoingList']) => page.next ?? undefined,
  });
}

export function hurryOutgoing({ id }: Outgoing): Promise<void> {
  return request(`/api/admin/outgoing/${id}/hurry`, { method: 'POST' });
}

export function stopOutgoing({ id }: Outgoing, reason: string): Promise<void> {
  return request(`/api/admin/outgoing/${id}/stop`, { method: 'POST', body: { reason } });
}

/** Milliseconds. */
const PROVIDERS_EVERY = 30_000;

export function useProviders() {
  return useQuery({
    queryKey: ['admin', 'providers'],
    queryFn: () => request<ApiTypes['ProviderList']>('/api/admin/providers'),
    // Nobody presses a button when a connection breaks or is well again.
    refetchInterval: PROVIDERS_EVERY,
  });
}
