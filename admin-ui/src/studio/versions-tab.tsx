import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Empty, instantText, Loading, Notice, Tag } from '@reglament/runtime-ui/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { ChangeList } from './change-list.tsx';

interface VersionsTabProps {
  kind?: 'service' | 'workflow';
  code: string;
  /** The version in force; null: nothing was published yet. */
  latest: number | null;
}

/** «Версии»: who published what and why, how many cases stand on each, and any two compared. */
export function VersionsTab({ kind = 'service', code, latest }: VersionsTabProps) {
  const [before, setBefore] = useState<number>();
  const { data, error } = useQuery({
    queryKey: ['admin', 'versions', kind, code, latest],
    queryFn: () => request<ApiTypes['DefinitionVersionList']>(`/api/admin/definitions/${kind}/${code}/versions`),
    enabled: latest !== null,
  });
  if (latest === null) return <Empty title="Ещё не опубликовано">После публикации здесь будут её версии.</Empty>;
  if (error) return <Notice tone="error">{error.message}</Notice>;
  if (data === undefined) return <Loading />;
  const others = data.items.filter(({ version }) => version !== latest);
  return (
    <>
      <table className="rg-table">
        <caption className="rg-visually-hidden">Версии</caption>
        <thead>
          <tr>
            <th scope="col">Версия</th>
            <th scope="col">Опубликована</th>
            <th scope="col">Комментарий</th>
            <th scope="col">Открытых заявок</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map(({ version, publishedAt, author, comment, openCases }) => (
            <tr key={version}>
              <td data-label="Версия">
                {version} {version === latest ? <Tag tone="success">действует</Tag> : null}
              </td>
              <td data-label="Опубликована">
                {instantText(publishedAt)}
                <span className="rg-block rg-muted">{author ?? 'поставляемый набор'}</span>
              </td>
              <td data-label="Комментарий">{comment}</td>
              <td data-label="Открытых заявок">{openCases}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {others.length > 0 ? (
        <div className="rs-toolbar">
          <Select
            aria-label="С какой версией сравнить действующую"
            placeholder="Сравнить действующую с версией…"
            value={before ?? null}
            options={others.map(({ version }) => ({ value: version, label: `Версия ${version}` }))}
            onChange={(version) => setBefore(version ?? undefined)}
            popupMatchSelectWidth={false}
          />
          {before === undefined ? null : <Button onClick={() => setBefore(undefined)}>Закрыть сравнение</Button>}
        </div>
      ) : null}
      {before === undefined ? null : <Comparison kind={kind} code={code} before={before} after={latest} />}
    </>
  );
}

interface ComparisonProps {
  kind: string;
  code: string;
  before: number;
  after: number;
}

function Comparison({ kind, code, before, after }: ComparisonProps) {
  const { data, error } = useQuery({
    queryKey: ['admin', 'comparison', kind, code, before, after],
    queryFn: () =>
      request<ApiTypes['DefinitionComparison']>(`/api/admin/definitions/${kind}/${code}/comparison`, {
        query: { before, after },
      }),
  });
  if (error) return <Notice tone="error">{error.message}</Notice>;
  if (data === undefined) return <Loading />;
  return <ChangeList changes={data.changes} />;
}
