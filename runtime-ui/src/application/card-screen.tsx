import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { ProblemError } from '../client.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { CardView } from './card-view.tsx';
import { cardQuery } from './queries.ts';
import { serviceQuery } from './service-queries.ts';

/** The card of an application: loads it with the version of the service it was made with. */
export function CardScreen() {
  const { id = '' } = useParams();
  const card = useQuery(cardQuery(id));
  const service = useQuery({
    ...serviceQuery(card.data?.service.code ?? '', card.data?.service.version),
    enabled: card.data !== undefined,
  });
  const failure = card.error ?? service.error;
  if (failure && !(card.data && service.data)) {
    const missing = failure instanceof ProblemError && failure.status === 404;
    return (
      <Page title={missing ? 'Заявка не найдена' : 'Заявка не загружена'}>
        {missing ? (
          <Empty
            title="Такой заявки нет или она вам недоступна"
            actions={<Link to="/applications">К списку заявок</Link>}
          >
            Проверьте адрес или попросите назначить заявку вам.
          </Empty>
        ) : (
          <Notice tone="error" actions={<Button onClick={() => card.refetch()}>Повторить</Button>}>
            {failure.message}
          </Notice>
        )}
      </Page>
    );
  }
  if (!card.data || !service.data) return <Loading />;
  return <CardView key={card.data.id} card={card.data} service={service.data} />;
}
