import { CheckOutlined, DownOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useMe } from '../session/me.ts';
import { ButtonMenu, type MenuItems } from '../ui/button-menu.tsx';
import { keyOf, useKey } from '../ui/keys.ts';
import { ColumnDialog } from './column-dialog.tsx';
import { type ListView, sameView } from './list-view.ts';
import { LinkDialog, SaveViewDialog, ViewsDialog } from './saved-view-dialogs.tsx';
import { savedViewsQuery, viewOfContent } from './saved-view-queries.ts';

interface ViewMenuProps {
  view: ListView;
  go: (view: ListView) => void;
}

type Open = 'columns' | 'save' | 'views' | 'link';

/** «Вид»: the saved ones, the columns, and the link for a colleague. */
export function ViewMenu({ view, go }: ViewMenuProps) {
  const { workplace } = useMe();
  const { data: views = [] } = useQuery(savedViewsQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const [down, setDown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useKey('views', 'Виды списка и столбцы', () => setDown(true));
  const known = views.map((saved) => ({ saved, view: viewOfContent(saved.content, workplace.tabs) }));
  const current = known.find((one) => sameView(one.view, view))?.saved;
  const items: MenuItems = [
    ...known.map((one) => ({
      key: `view:${one.saved.id}`,
      label: one.saved.name,
      icon: one.saved === current ? <CheckOutlined aria-hidden="true" /> : <span className="rg-menu-space" />,
      onClick: () => go(one.view),
    })),
    ...(known.length > 0 ? [{ type: 'divider' as const }] : []),
    { key: 'columns', label: 'Столбцы…', onClick: () => setOpen('columns') },
    { key: 'save', label: 'Сохранить вид…', onClick: () => setOpen('save') },
    ...(known.length > 0 ? [{ key: 'views', label: 'Мои виды…', onClick: () => setOpen('views') }] : []),
    { key: 'link', label: 'Ссылка на вид…', onClick: () => setOpen('link') },
  ];
  const close = () => {
    setOpen(null);
    button.current?.focus();
  };
  return (
    <>
      <ButtonMenu items={items} shown={{ open: down, onChange: setDown }}>
        <Button aria-haspopup="menu" ref={button} {...keyOf('views')}>
          Вид{current ? `: ${current.name}` : ''} <DownOutlined aria-hidden="true" />
        </Button>
      </ButtonMenu>
      {open === 'save' ? <SaveViewDialog view={view} onClose={close} /> : null}
      {open === 'views' ? <ViewsDialog view={view} onClose={close} /> : null}
      {open === 'link' ? <LinkDialog view={view} onClose={close} /> : null}
      {open === 'columns' ? (
        <ColumnDialog
          chosen={view.columns}
          workplace={workplace.columns}
          onClose={close}
          onApply={(columns) => {
            close();
            go({ ...view, columns });
          }}
        />
      ) : null}
    </>
  );
}
