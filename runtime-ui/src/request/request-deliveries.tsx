import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { DeliveryTable } from '../delivery/delivery-table.tsx';
import { Loading, Notice } from '../ui/notice.tsx';
import { deliveriesQuery } from './queries.ts';

/** Messages of the other side about a request. */
export function RequestDeliveries({ applicationId, id }: { applicationId: string; id: string }) {
  const came = useQuery(deliveriesQuery(applicationId, id));
  if (came.isPending) return <Loading />;
  if (came.error) {
    return (
      <Notice tone="error" actions={<Button onClick={() => came.refetch()}>Повторить</Button>}>
        {came.error.message}
      </Notice>
    );
  }
  if (came.data.items.length === 0) return null;
  return (
    <>
      <h3 className="rg-subhead">Сообщения поставщика</h3>
      <DeliveryTable
        title="Сообщения поставщика"
        items={came.data.items}
        contentOf={(delivery) => `/api/requests/${id}/deliveries/${delivery}/content`}
      />
    </>
  );
}
