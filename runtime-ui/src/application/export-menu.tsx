import { DownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { ButtonMenu, type MenuItems } from '../ui/button-menu.tsx';
import { keyOf, useKey } from '../ui/keys.ts';
import { ExportDialog } from './export-dialog.tsx';
import { type ExportFormat, useExportChange } from './exports.ts';
import type { ListView } from './list-view.ts';
import { contentOfView } from './saved-view-queries.ts';
import { newUuid } from './uuid.ts';

const newKeys = (): Record<ExportFormat, string> => ({ xlsx: newUuid(), csv: newUuid() });

/** «Выгрузить»: the whole list as it is filtered, in the background. */
export function ExportMenu({ view }: { view: ListView }) {
  const { change, failure } = useExportChange();
  const [open, setOpen] = useState(false);
  const [down, setDown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const show = (shown: boolean) => {
    if (shown) keys.current = newKeys();
    setDown(shown);
  };
  useKey('export', 'Выгрузить список', () => show(true));
  // Two clicks of one opening of the menu are one export.
  const keys = useRef(newKeys());
  const begin = async (format: ExportFormat) => {
    const body = { key: keys.current[format], format, content: contentOfView(view) };
    await change('/api/me/exports', { method: 'POST', body });
    setOpen(true);
  };
  const items: MenuItems = [
    { key: 'xlsx', label: 'В XLSX (таблица)', onClick: () => void begin('xlsx') },
    { key: 'csv', label: 'В CSV', onClick: () => void begin('csv') },
    { type: 'divider' },
    { key: 'mine', label: 'Мои выгрузки…', onClick: () => setOpen(true) },
  ];
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <ButtonMenu items={items} shown={{ open: down, onChange: show }}>
        <Button aria-haspopup="menu" ref={button} {...keyOf('export')}>
          Выгрузить <DownOutlined aria-hidden="true" />
        </Button>
      </ButtonMenu>
      {open ? <ExportDialog failure={failure} onClose={close} /> : null}
    </>
  );
}
