import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ApplicationRow } from '../api.ts';
import { ActionOfRow } from './action-of-row.tsx';

/** «Действия» of a row: to look, and exactly what this person may do in this state. */
export function RowMenu({ row }: { row: ApplicationRow }) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string | null>(null);
  const name = row.number ?? `черновик, ${row.service.title}`;
  const items: MenuProps['items'] = [
    { key: 'view', label: 'Просмотреть заявку на услугу', onClick: () => navigate(`/applications/${row.id}`) },
    ...row.actions
      .filter(({ open }) => open)
      .map(({ code, title }) => ({ key: `action:${code}`, label: title, onClick: () => setChosen(code) })),
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button size="small" aria-haspopup="menu" aria-label={`Действия: ${name}`}>
          Действия <DownOutlined aria-hidden="true" />
        </Button>
      </Dropdown>
      {chosen ? <ActionOfRow id={row.id} action={chosen} onClose={() => setChosen(null)} /> : null}
    </>
  );
}
