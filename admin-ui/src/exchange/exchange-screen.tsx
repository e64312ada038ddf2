import { Page } from '@reglament/runtime-ui/ui';
import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { KeptList } from './kept-list.tsx';
import { OutgoingList } from './outgoing-list.tsx';
import { ParkedJobs } from './parked-jobs.tsx';
import { ProviderList } from './provider-list.tsx';
import { ReceptionNotice } from './reception-notice.tsx';
import { StoppedList } from './stopped-list.tsx';

/** One row a tab; its code stands in the address, so that a link leads to it. */
const tabs = [
  { key: 'stopped', label: 'Не отправлено', children: <StoppedList /> },
  { key: 'outgoing', label: 'В пути', children: <OutgoingList /> },
  { key: 'kept', label: 'Входящие сообщения', children: <KeptList /> },
  { key: 'providers', label: 'Подключения', children: <ProviderList /> },
  { key: 'jobs', label: 'Остановленные задания', children: <ParkedJobs /> },
];

/** «Очередь обмена»: what goes out, what comes, and what waits for a person's decision. */
export function ExchangeScreen() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('tab');
  const active = tabs.find(({ key }) => key === asked) ?? tabs[0];
  return (
    <Page title="Очередь обмена" lead="Что уходит и приходит, как отвечают подключения и что ждёт решения человека.">
      <ReceptionNotice />
      <Tabs
        activeKey={active?.key ?? ''}
        items={tabs}
        destroyOnHidden
        onChange={(key) => setSearch({ tab: key }, { replace: true })}
      />
    </Page>
  );
}
