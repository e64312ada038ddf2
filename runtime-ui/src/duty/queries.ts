import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ApplicationCard, DutyView } from '../api.ts';
import { request } from '../client.ts';

/** Of the application as it is in this version: an action fixes what is due, and brings the card along but not this. */
export function dutyQuery({ id, version }: Pick<ApplicationCard, 'id' | 'version'>) {
  return queryOptions({
    queryKey: ['application', id, 'duty', version],
    queryFn: ({ signal }) => request<DutyView>(`/api/applications/${id}/duty`, { signal }),
    placeholderData: keepPreviousData,
  });
}
