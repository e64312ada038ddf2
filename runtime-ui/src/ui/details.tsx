import type { ReactNode } from 'react';

export interface Detail {
  key: string;
  label: ReactNode;
  value: ReactNode;
  wide?: boolean;
}

/** Read-only facts as a description list. */
export function Details({ items }: { items: readonly Detail[] }) {
  return (
    <dl className="rg-details">
      {items.map((item) => (
        <div key={item.key} className={item.wide ? 'rg-detail rg-detail-wide' : 'rg-detail'}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
