import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';

type Policy = ApiTypes['PublicationPolicy'];

const path = '/api/admin/publication-policy';

/** Whether the body publishes by two people; who may set up bodies changes it. */
export function ByTwoSwitch() {
  const queryClient = useQueryClient();
  const me = queryClient.getQueryData<ApiTypes['Me']>(['me']);
  const { data } = useQuery({ queryKey: ['admin', 'publication-policy'], queryFn: () => request<Policy>(path) });
  const work = useMutation({
    mutationFn: (byTwo: boolean) => request<Policy>(path, { method: 'PUT', body: { byTwo } }),
    onSuccess: (policy) => queryClient.setQueryData(['admin', 'publication-policy'], policy),
  });
  if (data === undefined) return null;
  return (
    <>
      {work.error ? <Notice tone="error">{work.error.message}</Notice> : null}
      <Checkbox
        checked={data.byTwo}
        disabled={!me?.permissions.includes('bodies.manage') || work.isPending}
        onChange={({ target }) => work.mutate(target.checked)}
      >
        В ведомстве публикацию подтверждает второй сотрудник
      </Checkbox>
    </>
  );
}
