import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Empty, instantText, Loading, Notice, Page, plural, Tag } from '@reglament/runtime-ui/ui';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';

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

function Services({ items }: { items: readonly Service[] }) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Услуги</caption>
      <thead>
        <tr>
          <th scope="col">Услуга</th>
          <th scope="col">Код</th>
          <th scope="col">Версия</th>
          <th scope="col">Опубликована</th>
          <th scope="col">Процесс</th>
          <th scope="col">Проверка</th>
          <th scope="col">Открытых заявок</th>
        </tr>
      </thead>
      <tbody>
        {items.map((service) => (
          <tr key={service.code}>
            <td data-label="Услуга">
              <strong>{service.title}</strong>
            </td>
            <td data-label="Код">{service.code}</td>
            <td data-label="Версия">{service.version}</td>
            <td data-label="Опубликована">
              <div>
                {instantText(service.publishedAt)}
                <span className="rg-block rg-muted">{service.author}</span>
              </div>
            </td>
            <td data-label="Процесс">{service.workflow}</td>
            <td data-label="Проверка">
              <div>
                <Findings findings={service.findings} />
              </div>
            </td>
            <td data-label="Открытых заявок">{service.openCases}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** «Услуги»: what is published, what the check has against it, how many cases run. */
export function ServicesScreen() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['admin', 'services'],
    queryFn: () => request<ApiTypes['AdminServiceList']>('/api/admin/services'),
  });
  return (
    <Page title="Услуги" lead="Действующие определения услуг, замечания проверки и открытые заявки.">
      {isPending ? <Loading /> : null}
      {error ? (
        <Notice tone="error" actions={<Button onClick={() => refetch()}>Повторить</Button>}>
          {error.message}
        </Notice>
      ) : null}
      {data?.items.length === 0 ? (
        <Empty title="Услуг пока нет">Загрузите определения командой «reglament definitions import».</Empty>
      ) : null}
      {data && data.items.length > 0 ? <Services items={data.items} /> : null}
    </Page>
  );
}
