import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Empty, instantText, Loading, Notice, Page, plural, Tag } from '@reglament/runtime-ui/ui';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type DraftItem, useDrafts } from '../studio/draft-queries.ts';
import { ByTwoSwitch } from '../studio/publish/by-two-switch.tsx';
import { ArchiveActions } from './archive-actions.tsx';
import { useDraftWork } from './draft-work.tsx';
import { NewServiceDialog } from './new-service-dialog.tsx';

type Service = ApiTypes['AdminServiceItem'];

function Findings({ findings: { errors, warnings, notes } }: Pick<Service, 'findings'>) {
  if (errors + warnings + notes === 0) return <Tag tone="success">Замечаний нет</Tag>;
  return (
    <>
      {errors > 0 ? <Tag tone="error">{plural(errors, ['ошибка', 'ошибки', 'ошибок'])}</Tag> : null}{' '}
      {warnings > 0 ? (
        <Tag tone="warning">{plural(warnings, ['предупреждение', 'предупреждения', 'предупреждений'])}</Tag>
      ) : null}{' '}
      {notes > 0 ? <Tag tone="neutral">{plural(notes, ['замечание', 'замечания', 'замечаний'])}</Tag> : null}
    </>
  );
}

/** What processes are called, by code. */
function useWorkflowTitles(): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['admin', 'choices'],
    queryFn: () => request<ApiTypes['DefinitionChoices']>('/api/admin/definitions'),
  });
  const workflows = (data?.items ?? []).filter(({ kind }) => kind === 'workflow');
  return new Map(workflows.map(({ code, title }) => [code, title]));
}

interface ServicesProps {
  items: readonly Service[];
  drafts: readonly DraftItem[];
  onBegin: (code: string) => void;
  onDiscard: (draft: DraftItem) => void;
}

function Services({ items, drafts, onBegin, onDiscard }: ServicesProps) {
  const workflows = useWorkflowTitles();
  const fresh = drafts.filter(({ code }) => !items.some((one) => one.code === code));
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Услуги</caption>
      <thead>
        <tr>
          <th scope="col">Услуга</th>
          <th scope="col">Код</th>
          <th scope="col">Версия</th>
          <th scope="col">Опубликована</th>
          <th scope="col">Проверка</th>
          <th scope="col">Открытых заявок</th>
          <th scope="col">Правка</th>
        </tr>
      </thead>
      <tbody>
        {fresh.map((draft) => (
          <tr key={draft.id}>
            <td data-label="Услуга">
              <strong>{draft.title}</strong>
            </td>
            <td data-label="Код">{draft.code}</td>
            <td data-label="Версия">
              <Tag tone="neutral">новая</Tag>
            </td>
            <td data-label="Опубликована">ещё нет</td>
            <td data-label="Проверка" />
            <td data-label="Открытых заявок">0</td>
            <td data-label="Правка">
              <OfDraft draft={draft} onDiscard={onDiscard} />
            </td>
          </tr>
        ))}
        {items.map((service) => (
          <tr key={service.code}>
            <td data-label="Услуга">
              <strong>{service.title}</strong>
              <span className="rg-block rg-muted">{workflows.get(service.workflow) ?? service.workflow}</span>
              <a
                href={`/api/admin/definitions-archive?service=${service.code}`}
                download
                aria-label={`Выгрузить архив: ${service.title}`}
              >
                Выгрузить архив
              </a>
            </td>
            <td data-label="Код">{service.code}</td>
            <td data-label="Версия">{service.version}</td>
            <td data-label="Опубликована">
              <div>
                {instantText(service.publishedAt)}
                <span className="rg-block rg-muted">{service.author}</span>
              </div>
            </td>
            <td data-label="Проверка">
              <div className="rs-counts">
                <Findings findings={service.findings} />
              </div>
            </td>
            <td data-label="Открытых заявок">
              <OpenCases service={service} />
            </td>
            <td data-label="Правка">
              {drafts.some(({ code }) => code === service.code) ? (
                drafts
                  .filter(({ code }) => code === service.code)
                  .map((draft) => <OfDraft key={draft.id} draft={draft} onDiscard={onDiscard} />)
              ) : (
                <Button size="small" aria-label={`Изменить: ${service.title}`} onClick={() => onBegin(service.code)}>
                  Изменить
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OpenCases({ service: { code, title, openCases, oldCases } }: { service: Service }) {
  return (
    <div>
      {openCases}
      {oldCases > 0 ? (
        <Link
          className="rg-block"
          to={`/services/${code}/migration`}
          aria-label={`На прежних версиях: ${oldCases}, ${title}`}
        >
          На прежних версиях: {oldCases}
        </Link>
      ) : null}
    </div>
  );
}

function OfDraft({ draft, onDiscard }: { draft: DraftItem; onDiscard: (draft: DraftItem) => void }) {
  return (
    <div className="rs-draft">
      <Link to={`/drafts/${draft.id}`}>Открыть черновик</Link>
      <span className="rg-block rg-muted">
        {instantText(draft.updatedAt)}, {draft.updatedBy}
      </span>
      <Button size="small" aria-label={`Удалить черновик: ${draft.title}`} onClick={() => onDiscard(draft)}>
        Удалить черновик
      </Button>
    </div>
  );
}

/** «Услуги»: what is published and what is being written, what the check has against it, how many cases run. */
export function ServicesScreen() {
  const work = useDraftWork();
  const [creating, setCreating] = useState(false);
  const drafts = useDrafts();
  const published = useQuery({
    queryKey: ['admin', 'services'],
    queryFn: () => request<ApiTypes['AdminServiceList']>('/api/admin/services'),
  });
  const problem = published.error ?? drafts.error;
  const items = published.data?.items;
  const written = drafts.data?.items.filter(({ kind }) => kind === 'service');
  return (
    <Page
      title="Услуги"
      lead="Действующие определения услуг и черновики, замечания проверки и открытые заявки."
      actions={
        <>
          <ArchiveActions onImported={() => void drafts.refetch()} />
          <Button type="primary" onClick={() => setCreating(true)}>
            Новая услуга
          </Button>
        </>
      }
    >
      {problem ? (
        <Notice
          tone="error"
          actions={<Button onClick={() => void Promise.all([published.refetch(), drafts.refetch()])}>Повторить</Button>}
        >
          {problem.message}
        </Notice>
      ) : null}
      {(items && written) || problem ? null : <Loading />}
      {items?.length === 0 && written?.length === 0 ? (
        <Empty title="Услуг пока нет">
          Начните новую или загрузите готовые командой «reglament definitions import».
        </Empty>
      ) : null}
      {items && written && items.length + written.length > 0 ? (
        <Services
          items={items}
          drafts={written}
          onBegin={(code) => work.begin({ kind: 'service', from: 'published', code })}
          onDiscard={work.discard}
        />
      ) : null}
      <ByTwoSwitch />
      {creating ? (
        <NewServiceDialog services={items ?? []} onClose={() => setCreating(false)} onBegun={work.open} />
      ) : null}
    </Page>
  );
}
