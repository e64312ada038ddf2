import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useInfiniteQuery } from '@tanstack/react-query';

export type Webhook = ApiTypes['WebhookView'];
export type NewWebhook = ApiTypes['NewWebhook'];
export type Delivery = ApiTypes['DeliveryView'];

const path = '/api/admin/webhooks';
export const webhooksKey = ['admin', 'webhooks'];

/** Milliseconds between looks while something is on its way: nobody presses a button when a receiver answers. */
const LOOK_EVERY = 3_000;

export function useWebhooks() {
  return useInfiniteQuery({
    queryKey: webhooksKey,
    queryFn: ({ pageParam }) =>
      request<ApiTypes['WebhookList']>(path, { query: pageParam === '' ? {} : { after: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['WebhookList']) => page.next ?? undefined,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some(({ waiting }) => waiting > 0)) ? LOOK_EVERY : false,
  });
}

export const deliveriesKey = (id: string) => [...webhooksKey, id, 'deliveries'];

export function useDeliveries(id: string, state: Delivery['state'] | '') {
  return useInfiniteQuery({
    queryKey: [...deliveriesKey(id), state],
    queryFn: ({ pageParam }) =>
      request<ApiTypes['DeliveryList']>(`${path}/${id}/deliveries`, {
        query: { ...(state === '' ? {} : { state }), ...(pageParam === '' ? {} : { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['DeliveryList']) => page.next ?? undefined,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some((one) => one.state === 'waiting')) ? LOOK_EVERY : false,
  });
}

export function addWebhook(body: NewWebhook): Promise<Webhook> {
  return request(path, { method: 'POST', body });
}

export function changeWebhook(id: string, body: ApiTypes['WebhookChange']): Promise<Webhook> {
  return request(`${path}/${id}`, { method: 'PATCH', body });
}

export function removeWebhook(id: string): Promise<void> {
  return request(`${path}/${id}`, { method: 'DELETE' });
}

export function pingWebhook(id: string): Promise<ApiTypes['DeliveryId']> {
  return request(`${path}/${id}/ping`, { method: 'POST' });
}

export function resendDelivery(id: string, delivery: string): Promise<void> {
  return request(`${path}/${id}/deliveries/${delivery}/resend`, { method: 'POST' });
}

/** 256 bits that the receiver checks signatures with; made here, for the server never shows it. */
export function newSecret(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
