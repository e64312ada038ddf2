import type { JsonSchema } from '@reglament/format';
import { Dropdown } from 'antd';
import { type ReactElement, useRef } from 'react';
import { innerKinds } from './inner-commands.ts';
import type { PartAct } from './part-act.ts';
import { groupsBeside, nameAround, type PartPlace, type Side } from './part-moves.ts';

interface PartMenuProps extends PartPlace {
  /** The field's own schema. */
  whole: JsonSchema;
  /** Opened by a key or the other button of the mouse; undefined: its button opens it. */
  open?: boolean;
  onAct: (act: PartAct) => void;
  /** `back`: nothing was chosen. */
  onClose?: (back: boolean) => void;
  children: ReactElement;
}

/** Where a part goes and what comes beside it: by mouse and by keyboard alike. */
export function PartMenu({ whole, field, part, open, onAct, onClose, children }: PartMenuProps) {
  const chosen = useRef(false);
  const around = nameAround(whole, { field, part });
  const into = groupsBeside(whole, part).map(({ code, title }) => ({
    key: `into ${code}`,
    label: `В группу «${title}»`,
    onClick: () => onAct({ into: code }),
  }));
  const kindsAt = (side: Side) =>
    innerKinds.map((kind) => ({
      key: `${side} ${kind.code}`,
      label: kind.title,
      onClick: () => onAct({ add: kind, side }),
    }));
  return (
    <Dropdown
      {...(open === undefined ? {} : { open })}
      autoFocus
      trigger={['click']}
      placement="bottomRight"
      onOpenChange={(next) => {
        if (next) chosen.current = false;
        else onClose?.(!chosen.current);
      }}
      menu={{
        onClick: () => {
          chosen.current = true;
        },
        items: [
          { key: 'up', label: 'Выше', extra: 'Alt+↑', onClick: () => onAct('up') },
          { key: 'down', label: 'Ниже', extra: 'Alt+↓', onClick: () => onAct('down') },
          ...into,
          { key: 'out', label: `Вынести из «${around}»`, onClick: () => onAct('out') },
          { key: 'line', type: 'divider' as const },
          { key: 'before', label: 'Добавить выше', children: kindsAt(0) },
          { key: 'after', label: 'Добавить ниже', children: kindsAt(1) },
        ],
      }}
    >
      {children}
    </Dropdown>
  );
}
