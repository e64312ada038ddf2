import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Empty, Loading, Notice, Page } from '@reglament/runtime-ui/ui';
import { useQuery } from '@tanstack/react-query';
import { useDrafts } from '../studio/draft-queries.ts';
import { DraftWork, useDraftWork } from './draft-work.tsx';

/** «Процессы»: what is published and what is being written, and which services work by each. */
export function WorkflowsScreen() {
  const drafts = useDrafts();
  const work = useDraftWork();
  const services = useQuery({
    queryKey: ['admin', 'services'],
    queryFn: () => request<ApiTypes['AdminServiceList']>('/api/admin/services'),
  });
  const choices = useQuery({
    queryKey: ['admin', 'choices'],
    queryFn: () => request<ApiTypes['DefinitionChoices']>('/api/admin/definitions'),
  });
  const problem = drafts.error ?? services.error ?? choices.error;
  const published = choices.data?.items.filter(({ kind }) => kind === 'workflow');
  const written = drafts.data?.items.filter(({ kind }) => kind === 'workflow');
  const fresh = written?.filter(({ code }) => !published?.some((one) => one.code === code)) ?? [];
  return (
    <Page
      title="Процессы"
      lead="По процессу идут заявки: состояния, действия, кто их выполняет. Один процесс может служить нескольким услугам."
    >
      {problem ? <Notice tone="error">{problem.message}</Notice> : null}
      {published && written && services.data ? null : <Loading />}
      {published?.length === 0 && fresh.length === 0 ? (
        <Empty title="Процессов пока нет">Загрузите готовые командой «reglament definitions import».</Empty>
      ) : null}
      {published && written && services.data ? (
        <table className="rg-table">
          <caption className="rg-visually-hidden">Процессы</caption>
          <thead>
            <tr>
              <th scope="col">Процесс</th>
              <th scope="col">Код</th>
              <th scope="col">Версия</th>
              <th scope="col">Услуги</th>
              <th scope="col">Правка</th>
            </tr>
          </thead>
          <tbody>
            {[...fresh.map((draft) => ({ ...draft, version: null })), ...published].map(({ code, title, version }) => (
              <tr key={code}>
                <td data-label="Процесс">
                  <strong>{title}</strong>
                </td>
                <td data-label="Код">{code}</td>
                <td data-label="Версия">{version ?? 'ещё нет'}</td>
                <td data-label="Услуги">
                  {services.data.items
                    .filter(({ workflow }) => workflow === code)
                    .map((service) => service.title)
                    .join('; ') || 'ни одной'}
                </td>
                <td data-label="Правка">
                  <DraftWork
                    kind="workflow"
                    draft={written.find((one) => one.code === code)}
                    {...{ code, title, version, work }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Page>
  );
}
