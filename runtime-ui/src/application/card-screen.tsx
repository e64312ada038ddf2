import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { ProblemError } from '../client.ts';
import { DestroyedCard } from '../destruction/destroyed-card.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { CardView } from './card-view.tsx';
import { useCardOfService } from './use-card.ts';

/** The card of an application: loads it with the version of the service it was made with. */
export function CardScreen() {
  const { id = '' } = useParams();
  const { card, service, failure, again } = useCardOfService(id);
  if (failure && !(card && service)) {
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
          <Notice tone="error" actions={<Button onClick={() => again()}>Повторить</Button>}>
            {failure.message}
          </Notice>
        )}
      </Page>
    );
  }
  if (!card || !service) return <Loading />;
  if (card.destroyed) return <DestroyedCard key={card.id} card={card} destroyed={card.destroyed} service={service} />;
  return <CardView key={card.id} card={card} service={service} />;
}
