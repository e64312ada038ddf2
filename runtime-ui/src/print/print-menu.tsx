import { DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ApplicationCard } from '../api.ts';
import { correspondenceQuery } from '../correspondence/queries.ts';
import { here } from '../place.ts';
import { useMe } from '../session/me.ts';
import { ButtonMenu, type MenuItems } from '../ui/button-menu.tsx';
import { keyOf, useKey } from '../ui/keys.ts';
import { type Printable, printables } from './printables.ts';

/** «Печать»: everything of the case that goes onto paper, in one place. */
export function PrintMenu({ card }: { card: ApplicationCard }) {
  const { organisation } = useMe();
  const navigate = useNavigate();
  const [down, setDown] = useState(false);
  // Letters are asked for when somebody looks for them: most who open a card print nothing.
  const { data } = useQuery({ ...correspondenceQuery(card.id), enabled: down && card.phase !== 'draft' });
  const found = printables({ card, messages: data?.items ?? [], timeZone: organisation.timeZone });
  useKey('print', 'Печать', () => setDown(true));
  const print = ({ path }: Printable) => {
    if (path.startsWith('/api/')) window.open(here(path), '_blank', 'noopener');
    else void navigate(path);
  };
  const itemOf = (one: Printable) => ({ key: one.key, label: one.title, onClick: () => print(one) });
  const groupOf = (title: string, all: readonly Printable[]) =>
    all.length === 0 ? [] : [{ type: 'group' as const, key: title, label: title, children: all.map(itemOf) }];
  const items: MenuItems = [
    ...found.papers.map(itemOf),
    ...groupOf('Письма', found.letters),
    ...groupOf('Вложения', found.attachments),
  ];
  return (
    <ButtonMenu items={items} className="rg-print-menu" edge="right" shown={{ open: down, onChange: setDown }}>
      <Button icon={<PrinterOutlined aria-hidden="true" />} aria-haspopup="menu" {...keyOf('print')}>
        Печать <DownOutlined aria-hidden="true" />
      </Button>
    </ButtonMenu>
  );
}
