import { DownOutlined } from '@ant-design/icons';
import { titleOf } from '@reglament/core/rules';
import { Button } from 'antd';
import { useContext, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ApplicationRow } from '../api.ts';
import { locale } from '../locale/locale.ts';
import { useMe } from '../session/me.ts';
import { ButtonMenu, type MenuItems } from '../ui/button-menu.tsx';
import { ActionOfRow } from './action-of-row.tsx';
import { DiscardRowContext } from './row-discard.ts';

/** «Действия» of a row: to look, and exactly what this person may do in this state. */
export function RowMenu({ row }: { row: ApplicationRow }) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string | null>(null);
  const discard = useContext(DiscardRowContext);
  const { workplace } = useMe();
  const view = titleOf(workplace.menu.view ?? 'Просмотреть заявку на услугу', locale);
  const name = row.number ?? `черновик, ${row.service.title}`;
  const items: MenuItems = [
    { key: 'view', label: view, onClick: () => navigate(`/applications/${row.id}`) },
    ...row.actions
      .filter(({ open }) => open)
      .map(({ code, title }) => ({ key: `action:${code}`, label: title, onClick: () => setChosen(code) })),
    ...(row.discardable
      ? [{ key: 'discard', label: 'Удалить черновик', danger: true, onClick: () => discard(row) }]
      : []),
  ];
  return (
    <>
      <ButtonMenu items={items} edge="right">
        <Button size="small" aria-haspopup="menu" aria-label={`Действия: ${name}`}>
          Действия <DownOutlined aria-hidden="true" />
        </Button>
      </ButtonMenu>
      {chosen ? <ActionOfRow id={row.id} action={chosen} onClose={() => setChosen(null)} /> : null}
    </>
  );
}
