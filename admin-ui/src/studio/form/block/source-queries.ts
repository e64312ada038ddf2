import type { ApiTypes } from '@reglament/core/api';
import type { ServiceDefinition } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';
import { detailPath, useDetail } from '../../process/definition-detail.ts';
import type { Choice } from '../../tab-props.ts';
import type { PublishedService, SectionSource } from './linked-section.ts';

/** The service that a section comes from, as it is in force. */
export function usePublished(code: string | undefined): PublishedService | undefined {
  const { data } = useDetail('service', code);
  if (data === undefined || data.version === null) return undefined;
  return { version: data.version, content: data.content as unknown as ServiceDefinition };
}

/** The service as it was when the copy was made; undefined: it is not known here, or not yet read. */
export function useBase(source: SectionSource, wanted: boolean) {
  const { service, version } = source;
  return useQuery({
    queryKey: ['admin', 'source', service, version],
    queryFn: () =>
      request<ApiTypes['DefinitionComparison']>(`${detailPath('service', service)}/comparison`, {
        query: { before: version, after: version },
      }),
    enabled: wanted,
    retry: false,
  });
}

/** Published services, to take a section from. */
export function useServices(): Choice[] {
  const { data } = useQuery({
    queryKey: ['admin', 'choices'],
    queryFn: () => request<ApiTypes['DefinitionChoices']>('/api/admin/definitions'),
  });
  return (data?.items ?? [])
    .filter(({ kind }) => kind === 'service')
    .map(({ code, title }) => ({ value: code, label: title }));
}
