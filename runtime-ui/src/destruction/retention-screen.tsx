import { ReloadOutlined } from '@ant-design/icons';
import type { ApiTypes } from '@reglament/core/api';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { dateText } from '../ui/format.ts';
import { keyOf, useKey } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ForDestroyers, RetentionTabs } from './destruction-page.tsx';
import { INCOMING, isDue, nextDueDay, termWords } from './destruction-words.ts';
import { type RetentionService, retentionQuery } from './queries.ts';
import { ServicesTable } from './services-table.tsx';

/** «Сроки хранения»: how long the cases of each service are kept, and whose term is over. */
export function RetentionScreen() {
  return (
    <ForDestroyers title="Сроки хранения">
      <Overview />
    </ForDestroyers>
  );
}

function Overview() {
  const overview = useQuery(retentionQuery);
  const refresh = () => void overview.refetch().then(() => announce('Сроки хранения обновлены'));
  useKey('refresh', 'Обновить', refresh);
  return (
    <Page
      title="Сроки хранения"
      lead="Заявки и запросы других ведомств хранятся положенный срок. Когда он истёк, персональные данные уничтожают по акту: один сотрудник составляет, другой утверждает."
      actions={
        <Button icon={<ReloadOutlined aria-hidden="true" />} onClick={refresh} {...keyOf('refresh')}>
          Обновить
        </Button>
      }
    >
      <RetentionTabs />
      {overview.error ? (
        <Notice tone="error" actions={<Button onClick={refresh}>Повторить</Button>}>
          {overview.error.message}
        </Notice>
      ) : null}
      {overview.isPending ? <Loading /> : null}
      {overview.data ? <Services {...overview.data} /> : null}
    </Page>
  );
}

function Services({ today, services }: ApiTypes['RetentionOverview']) {
  if (services.length === 0) {
    return <Empty title="Завершённых заявок ещё нет">Срок хранения считают от года, в котором заявка завершена.</Empty>;
  }
  return (
    <>
      <NothingDue today={today} services={services} />
      <Unsaid services={services} />
      <ServicesTable services={services} />
    </>
  );
}

function NothingDue({ today, services }: ApiTypes['RetentionOverview']) {
  if (services.some(isDue)) return null;
  const isAwaited = services.some(({ years, permanent }) => years !== null && !permanent);
  return (
    <Notice tone="success" title="Уничтожать пока нечего">
      {isAwaited
        ? `Сроки истекают с концом года: новое появится здесь не раньше ${dateText(nextDueDay(today))}.`
        : 'Ни у одной из этих услуг срок не истекает: заявки хранятся постоянно или срок не указан.'}
    </Notice>
  );
}

/** Of what nobody has said, nothing is ever destroyed: it is told what to do. */
function Unsaid({ services }: { services: readonly RetentionService[] }) {
  const silent = services.filter((one) => termWords(one) === undefined);
  const unsaid = silent.filter(({ code }) => code !== INCOMING);
  return (
    <>
      {silent.length > unsaid.length ? <UnsaidRequests /> : null}
      {unsaid.length > 0 ? <UnsaidServices unsaid={unsaid} /> : null}
    </>
  );
}

function UnsaidRequests() {
  return (
    <Notice tone="warning" title="Срок хранения входящих запросов не указан">
      Они не уничтожаются, пока администратор не укажет срок и основание в редакторе рабочего места и не опубликует его.
    </Notice>
  );
}

function UnsaidServices({ unsaid }: { unsaid: readonly RetentionService[] }) {
  return (
    <Notice tone="warning" title="Срок хранения указан не у всех услуг">
      {unsaid.map(({ title }) => `«${title}»`).join(', ')}. Их заявки не уничтожаются, пока администратор услуги не
      укажет срок и основание в редакторе услуги, на вкладке «Сроки», и не опубликует её.
    </Notice>
  );
}
