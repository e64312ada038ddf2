import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';

type Detail = ApiTypes['DefinitionDetail'];

/** The version in force with the services that stand on it; not asked for without a code. */
export function useDetail(kind: Detail['kind'], code: string | undefined) {
  return useQuery({
    queryKey: ['admin', 'detail', kind, code],
    queryFn: () => request<Detail>(`/api/admin/definitions/${kind}/${code}`),
    enabled: code !== undefined,
  });
}
