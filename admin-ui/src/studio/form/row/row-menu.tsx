import type { ServiceDefinition } from '@reglament/format';
import { Dropdown } from 'antd';
import { useRef } from 'react';
import { russian } from '../../words.ts';
import { findField } from '../form-commands.ts';

interface RowMenuProps {
  service: ServiceDefinition;
  field: string;
  onMove: (act: 'up' | 'down') => void;
  onInsert: (by: 0 | 1) => void;
  onSection: (code: string) => void;
  /** `back`: nothing was chosen, the keyboard returns to the row. */
  onClose: (back: boolean) => void;
}

/** Where a field goes, and what comes beside it: by mouse and by keyboard alike. */
export function RowMenu({ service, field, onMove, onInsert, onSection, onClose }: RowMenuProps) {
  const chosen = useRef(false);
  const own = findField(service.form, field)?.section;
  const others = service.form.sections.filter(({ code }) => code !== own);
  const sections = others.map(({ code, title }) => ({
    key: `section ${code}`,
    label: `В раздел «${russian(title)}»`,
    onClick: () => onSection(code),
  }));
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      placement="bottomRight"
      onOpenChange={(open) => {
        if (!open) onClose(!chosen.current);
      }}
      menu={{
        onClick: () => {
          chosen.current = true;
        },
        items: [
          { key: 'up', label: 'Выше', extra: 'Alt+↑', onClick: () => onMove('up') },
          { key: 'down', label: 'Ниже', extra: 'Alt+↓', onClick: () => onMove('down') },
          ...sections,
          { key: 'line', type: 'divider' as const },
          { key: 'before', label: 'Добавить поле выше', onClick: () => onInsert(0) },
          { key: 'after', label: 'Добавить поле ниже', onClick: () => onInsert(1) },
        ],
      }}
    >
      <span className="rs-menu-anchor" />
    </Dropdown>
  );
}
