import type { ApiTypes } from '@reglament/core/api';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../client.ts';

/** Made stale by every change that the stream tells of, also by one that leaves the version of the application. */
export function correspondenceQuery(applicationId: string) {
  return queryOptions({
    queryKey: ['application', applicationId, 'correspondence'],
    queryFn: ({ signal }) =>
      request<ApiTypes['Correspondence']>(`/api/applications/${applicationId}/correspondence`, { signal }),
  });
}

/** Messages of the portal, as they came. */
export function portalDeliveriesQuery(applicationId: string) {
  return queryOptions({
    queryKey: ['application', applicationId, 'deliveries'],
    queryFn: ({ signal }) =>
      request<ApiTypes['PortalDeliveryList']>(`/api/applications/${applicationId}/deliveries`, { signal }),
  });
}
