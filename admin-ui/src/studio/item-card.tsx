import { Button } from 'antd';
import type { ReactNode } from 'react';

interface ItemCardProps {
  title: string;
  code: string;
  first: boolean;
  last: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  children: ReactNode;
}

/** One of a list of coded things, with its place among the others. */
export function ItemCard({ title, code, first, last, onMove, onRemove, children }: ItemCardProps) {
  return (
    <li className="rg-card rs-item">
      <div className="rs-item-head">
        <span className="rg-muted">
          код <code>{code}</code>
        </span>
        <span className="rs-acts">
          <Button size="small" aria-label={`↑ Выше: ${title}`} disabled={first} onClick={() => onMove(-1)}>
            ↑
          </Button>
          <Button size="small" aria-label={`↓ Ниже: ${title}`} disabled={last} onClick={() => onMove(1)}>
            ↓
          </Button>
          <Button size="small" danger aria-label={`Удалить: ${title}`} onClick={onRemove}>
            Удалить
          </Button>
        </span>
      </div>
      {children}
    </li>
  );
}
