import type { ApiTypes } from '@reglament/core/api';
import type { ServiceDefinition } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';
import { detailPath, useDetail } from '../../process/definition-detail.ts';
import type { Choice } from '../../tab-props.ts';
import { russian } from '../../words.ts';
import type { PublishedSource, SectionSource, Source } from './linked-section.ts';
import { blockAt, latestBlock } from './ready-blocks.ts';

/** What a section comes from, as it is in force: a service, or a ready block of this program. */
export function useSource(source: SectionSource | undefined): PublishedSource | undefined {
  const published = usePublished(source?.service);
  return source !== undefined && source.service === undefined ? latestBlock(source.section) : published;
}

export function usePublished(code: string | undefined): PublishedSource | undefined {
  const { data } = useDetail('service', code);
  if (code === undefined || data === undefined || data.version === null) return undefined;
  const content = data.content as unknown as ServiceDefinition;
  return { version: data.version, service: code, title: russian(content.title), content };
}

/** The source as it was when the copy was made. */
export interface Base {
  /** None, though `known`: there is no such version here. */
  readonly base: Source | undefined;
  readonly known: boolean;
}

export function useBase(source: SectionSource): Base {
  const { service, section, version } = source;
  const { data, isError } = useQuery({
    queryKey: ['admin', 'source', service, version],
    queryFn: () =>
      request<ApiTypes['DefinitionComparison']>(`${detailPath('service', service ?? '')}/comparison`, {
        query: { before: version, after: version },
      }),
    enabled: service !== undefined,
    retry: false,
  });
  if (service === undefined) return { base: blockAt(section, version), known: true };
  return { base: data?.before as unknown as ServiceDefinition | undefined, known: data !== undefined || isError };
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
