import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Loading, Notice } from '@reglament/runtime-ui/ui';
import { useQuery } from '@tanstack/react-query';
import { useDrafts } from '../studio/draft-queries.ts';
import { DraftWork, useDraftWork } from './draft-work.tsx';

/** «Рабочие места»: how the lists of the bodies look; a body names its own. */
export function WorkplacesTab() {
  const drafts = useDrafts();
  const work = useDraftWork();
  const choices = useQuery({
    queryKey: ['admin', 'choices'],
    queryFn: () => request<ApiTypes['DefinitionChoices']>('/api/admin/definitions'),
  });
  const problem = drafts.error ?? choices.error;
  if (problem) return <Notice tone="error">{problem.message}</Notice>;
  if (drafts.data === undefined || choices.data === undefined) return <Loading />;
  const written = drafts.data.items.filter(({ kind }) => kind === 'workplace');
  const published = choices.data.items.filter(({ kind }) => kind === 'workplace');
  const fresh = written.filter(({ code }) => !published.some((one) => one.code === code));
  return (
    <>
      <p className="rg-muted">Слова меню, вкладки и столбцы списка заявок. Рабочее место выбирают у ведомства.</p>
      <table className="rg-table">
        <caption className="rg-visually-hidden">Рабочие места</caption>
        <thead>
          <tr>
            <th scope="col">Рабочее место</th>
            <th scope="col">Код</th>
            <th scope="col">Версия</th>
            <th scope="col">Правка</th>
          </tr>
        </thead>
        <tbody>
          {[...fresh.map((draft) => ({ ...draft, version: null })), ...published].map(({ code, title, version }) => (
            <tr key={code}>
              <td data-label="Рабочее место">
                <strong>{title}</strong>
              </td>
              <td data-label="Код">{code}</td>
              <td data-label="Версия">{version ?? 'ещё нет'}</td>
              <td data-label="Правка">
                <DraftWork
                  kind="workplace"
                  draft={written.find((one) => one.code === code)}
                  {...{ code, title, version, work }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
