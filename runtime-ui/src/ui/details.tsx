import type { ReactNode } from 'react';

export interface Detail {
  key: string;
  label: ReactNode;
  value: ReactNode;
  /** Its own row, or two places of one. */
  wide?: boolean | 'double';
}

function classOf({ wide }: Detail): string {
  if (wide === 'double') return 'rg-detail rg-detail-double';
  return wide ? 'rg-detail rg-detail-wide' : 'rg-detail';
}

/** Read-only facts as a description list. */
export function Details({ items }: { items: readonly Detail[] }) {
  return (
    <dl className="rg-details">
      {items.map((item) => (
        <div key={item.key} className={classOf(item)}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
