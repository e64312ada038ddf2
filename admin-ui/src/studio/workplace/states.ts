import type { ApiTypes } from '@reglament/core/api';
import type { WorkflowDefinition } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { useQueries } from '@tanstack/react-query';
import { detailPath } from '../process/definition-detail.ts';
import { useChoices } from '../studio-tabs.tsx';
import type { Choice } from '../tab-props.ts';
import { russian } from '../words.ts';

/** States of all published workflows: one code in several of them is one choice, by the words of the first. */
export function useStates(): Choice[] {
  const { workflows } = useChoices();
  const details = useQueries({
    queries: workflows.map(({ value }) => ({
      queryKey: ['admin', 'detail', 'workflow', value],
      queryFn: () => request<ApiTypes['DefinitionDetail']>(detailPath('workflow', value)),
    })),
  });
  const states = details.flatMap(({ data }) => (data?.content as WorkflowDefinition | undefined)?.states ?? []);
  const byCode = new Map<string, Choice>();
  for (const { code, title } of states) if (!byCode.has(code)) byCode.set(code, { value: code, label: russian(title) });
  return [...byCode.values()].sort((one, other) => one.label.localeCompare(other.label, 'ru'));
}
