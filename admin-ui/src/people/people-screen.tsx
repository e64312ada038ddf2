import { Page } from '@reglament/runtime-ui/ui';
import { Button, Tabs } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { PeopleList } from './people-list.tsx';
import { RoleTable } from './role-table.tsx';
import { SignInRules } from './sign-in-rules.tsx';
import { TokenTable } from './token-table.tsx';

const tabs = [
  { key: 'people', label: 'Сотрудники', children: <PeopleList /> },
  { key: 'roles', label: 'Роли', children: <RoleTable /> },
  { key: 'programs', label: 'Программы', children: <TokenTable /> },
  { key: 'signIn', label: 'Вход через ЕСИА', children: <SignInRules /> },
];

/** «Люди и доступ»: who works in the body, and what their roles let them do. */
export function PeopleScreen() {
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const active = tabs.find(({ key }) => key === search.get('tab'))?.key ?? 'people';
  return (
    <Page
      title="Люди и доступ"
      lead="Сотрудники ведомства, от имени которого вы вошли, их роли и права."
      actions={
        active === 'people' ? (
          <>
            <Button onClick={() => navigate('/people/import')}>Загрузить из таблицы</Button>{' '}
            <Button type="primary" onClick={() => navigate('/people/new')}>
              Добавить сотрудника
            </Button>
          </>
        ) : null
      }
    >
      <Tabs
        activeKey={active}
        items={tabs}
        destroyOnHidden
        onChange={(key) => setSearch(key === 'people' ? {} : { tab: key }, { replace: true })}
      />
    </Page>
  );
}
