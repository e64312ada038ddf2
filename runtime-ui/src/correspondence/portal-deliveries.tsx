import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { DeliveryTable } from '../delivery/delivery-table.tsx';
import { Card } from '../ui/card.tsx';
import { Loading, Notice } from '../ui/notice.tsx';
import { portalDeliveriesQuery } from './queries.ts';

/** What the portal has sent about a case, byte by byte: the application itself and all that came after it. */
export function PortalDeliveries({ applicationId }: { applicationId: string }) {
  const came = useQuery(portalDeliveriesQuery(applicationId));
  const none = came.data?.items.length === 0;
  return (
    <Card
      title="Исходные сообщения портала"
      {...(none
        ? {}
        : {
            description:
              'Как они пришли, без изменений: их можно скачать и проверить. Файлы заявителя – в «Документах».',
          })}
    >
      {came.isPending ? <Loading /> : null}
      {came.error ? (
        <Notice tone="error" actions={<Button onClick={() => came.refetch()}>Повторить</Button>}>
          {came.error.message}
        </Notice>
      ) : null}
      {none ? (
        <p className="rg-muted">
          У этой заявки их нет: она принята до того, как их стали хранить, или внесена без сообщения портала.
        </p>
      ) : null}
      {came.data && !none ? (
        <DeliveryTable
          title="Исходные сообщения портала, сначала старое"
          items={came.data.items}
          contentOf={(id) => `/api/applications/${applicationId}/deliveries/${id}/content`}
        />
      ) : null}
    </Card>
  );
}
