import { Loading, Notice, Page } from '@reglament/runtime-ui/ui';
import { Button, Tabs } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { WorkplacesTab } from '../definition/workplaces-tab.tsx';
import { useMay } from '../shell.tsx';
import { CalendarsTab } from './calendars-tab.tsx';
import { useDictionaries } from './dictionary-queries.ts';
import { NewDictionary } from './new-dictionary.tsx';

const tabs = [
  { key: 'dictionaries', label: 'Справочники', children: <DictionaryTable /> },
  { key: 'calendars', label: 'Производственные календари', children: <CalendarsTab /> },
];
const workplaces = { key: 'workplaces', label: 'Рабочие места', children: <WorkplacesTab /> };

/** «Справочники»: lists that forms choose from, and the calendars that terms are counted by. */
export function DictionariesScreen() {
  const [search, setSearch] = useSearchParams();
  const mayDefine = useMay('definitions.edit');
  const items = mayDefine ? [...tabs, workplaces] : tabs;
  const active = items.find(({ key }) => key === search.get('tab'))?.key ?? 'dictionaries';
  return (
    <Page
      title="Справочники"
      lead="Списки, из которых выбирают в формах, и календари, по которым считают сроки."
      actions={mayDefine && active === 'dictionaries' ? <NewDictionary /> : null}
    >
      <Tabs
        activeKey={active}
        items={items}
        destroyOnHidden
        onChange={(key) => setSearch(key === 'dictionaries' ? {} : { tab: key }, { replace: true })}
      />
    </Page>
  );
}

function DictionaryTable() {
  const { data, error, isPending, refetch } = useDictionaries();
  if (error) {
    return (
      <Notice tone="error" actions={<Button onClick={() => refetch()}>Повторить</Button>}>
        {error.message}
      </Notice>
    );
  }
  if (isPending) return <Loading />;
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Справочники</caption>
      <thead>
        <tr>
          <th scope="col">Справочник</th>
          <th scope="col">Версия</th>
          <th scope="col">Записей</th>
          <th scope="col">Действует сегодня</th>
          <th scope="col">Где используется</th>
        </tr>
      </thead>
      <tbody>
        {data.items.map(({ code, title, version, entries, inForce, uses }) => (
          <tr key={code}>
            <td data-label="Справочник">
              <div>
                <Link className="rg-row-link" to={`/dictionaries/${code}`}>
                  {title}
                </Link>
                <span className="rg-block rg-muted">{code}</span>
              </div>
            </td>
            <td data-label="Версия">{version}</td>
            <td data-label="Записей">{entries}</td>
            <td data-label="Действует сегодня">{inForce}</td>
            <td data-label="Где используется">{uses.map((use) => use.title).join('; ') || 'нигде'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
