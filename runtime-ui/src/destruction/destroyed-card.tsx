import { RollbackOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { ApplicationCard, ServiceView } from '../api.ts';
import { CaseFacts } from '../application/case-facts.tsx';
import { caseName } from '../application/case-name.ts';
import { HistoryTab } from '../application/history-tab.tsx';
import { LinkedCases } from '../application/linked-cases.tsx';
import { listPlace } from '../application/list-place.ts';
import { destroys, useMe } from '../session/me.ts';
import { instantDateText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';

interface DestroyedCardProps {
  card: ApplicationCard;
  destroyed: NonNullable<ApplicationCard['destroyed']>;
  service: ServiceView;
}

/** What is left of a case when its data are gone: the facts and the history; there are no parts to be taken for empty ones. */
export function DestroyedCard({ card, destroyed, service }: DestroyedCardProps) {
  const me = useMe();
  const navigate = useNavigate();
  const at = instantDateText(destroyed.at, me.organisation.timeZone);
  const { act } = destroyed;
  return (
    <Page
      title={caseName(card.number)}
      lead={service.title}
      actions={
        <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => navigate(listPlace())}>
          Вернуться
        </Button>
      }
    >
      <Notice
        tone="info"
        title={
          act === null
            ? `Персональные данные уничтожены ${at}: черновик был удалён`
            : `Персональные данные уничтожены ${at} по акту № ${act}`
        }
        actions={destroys(me) && act !== null ? <Link to="/retention/acts">Акты об уничтожении</Link> : null}
      >
        {act === null
          ? 'Его не восстановили за 30 дней. Остались услуга, даты и кто что делал.'
          : 'Срок хранения заявки истёк. Остались номер, услуга, даты и итог.'}
      </Notice>
      <CaseFacts card={card} />
      <LinkedCases card={card} />
      <HistoryTab id={card.id} service={service} />
    </Page>
  );
}
