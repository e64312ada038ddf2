import type { ApiTypes } from '@reglament/core/api';
import type { WorkflowDefinition } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';
import { readDraft } from '../draft-ahead.ts';
import { useDrafts } from '../draft-queries.ts';
import type { TabProps } from '../tab-props.ts';

type Detail = ApiTypes['DefinitionDetail'];

export function detailPath(kind: Detail['kind'], code: string): string {
  return `/api/admin/definitions/${kind}/${code}`;
}

/** The version in force with the services that stand on it; not asked for without a code. */
export function useDetail(kind: Detail['kind'], code: string | undefined) {
  return useQuery({
    queryKey: ['admin', 'detail', kind, code],
    queryFn: () => request<Detail>(detailPath(kind, code ?? '')),
    enabled: code !== undefined,
  });
}

/** The workflow as it is published; one that is not yet, as it is being written. */
export function useWorkflow(code: string, published: TabProps['workflows']) {
  const known = published.some(({ value }) => value === code);
  const detail = useDetail('workflow', known ? code : undefined);
  const drafts = useDrafts();
  const own = drafts.data?.items.find((draft) => draft.kind === 'workflow' && draft.code === code)?.id;
  const draft = useQuery({
    queryKey: ['admin', 'workflow-draft', own],
    queryFn: () => readDraft(own ?? ''),
    enabled: !known && own !== undefined,
  });
  const content = detail.data?.content ?? draft.data?.content;
  return {
    workflow: content as unknown as WorkflowDefinition | undefined,
    draftId: detail.data?.draftId ?? own ?? null,
    /** Undefined: not known yet. */
    uses: detail.data?.uses,
  };
}
