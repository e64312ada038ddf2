import { Button } from 'antd';
import type { ReactNode } from 'react';

interface ItemCardProps {
  /** JSON pointer of the item. */
  place: string;
  title: string;
  code: string;
  first: boolean;
  last: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  children: ReactNode;
}

/** One of a list of coded things, with its place among the others. */
export function ItemCard({ place, title, code, first, last, onMove, onRemove, children }: ItemCardProps) {
  return (
    <li className="rg-card rs-item" data-item={place} data-place={place}>
      <div className="rs-item-head">
        <span className="rg-muted">
          код <code>{code}</code>
        </span>
        <span className="rs-acts">
          <Button
            size="small"
            data-act="up"
            aria-label={`↑ Выше: ${title}`}
            disabled={first}
            onClick={() => onMove(-1)}
          >
            ↑
          </Button>
          <Button
            size="small"
            data-act="down"
            aria-label={`↓ Ниже: ${title}`}
            disabled={last}
            onClick={() => onMove(1)}
          >
            ↓
          </Button>
          <Button size="small" data-act="remove" danger aria-label={`Удалить: ${title}`} onClick={onRemove}>
            Удалить
          </Button>
        </span>
      </div>
      {children}
    </li>
  );
}
