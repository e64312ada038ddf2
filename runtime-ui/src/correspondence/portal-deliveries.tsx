import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { DeliveryTable } from '../delivery/delivery-table.tsx';
import { Card } from '../ui/card.tsx';
import { Loading, Notice } from '../ui/notice.tsx';
import { portalDeliveriesQuery } from './queries.ts';

/** What the portal has sent about a case, byte by byte: the application itself and all that came after it. */
export function PortalDeliveries({ applicationId }: { applicationId: string }) {
  const came = useQuery(portalDeliveriesQuery(applicationId));
  if (came.data?.items.length === 0) return null;
  return (
    <Card
      title="Исходные сообщения портала"
      description="Как они пришли, без изменений: их можно скачать и проверить. Файлы заявителя – в «Документах»."
    >
      {came.isPending ? <Loading /> : null}
      {came.error ? (
        <Notice tone="error" actions={<Button onClick={() => came.refetch()}>Повторить</Button>}>
          {came.error.message}
        </Notice>
      ) : null}
      {came.data ? (
        <DeliveryTable
          title="Исходные сообщения портала, сначала старое"
          items={came.data.items}
          contentOf={(id) => `/api/applications/${applicationId}/deliveries/${id}/content`}
        />
      ) : null}
    </Card>
  );
}
