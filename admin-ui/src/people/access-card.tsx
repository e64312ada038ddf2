import { Card, Notice, Tag } from '@reglament/runtime-ui/ui';
import { Radio } from 'antd';
import { useState } from 'react';
import type { PersonDetails } from './people-queries.ts';

type Access = PersonDetails['access'];
type Right = Access['permissions'][number];

/** «Что может этот человек»: each answer with the rule that gives it, or what is missing. */
export function AccessCard({ access }: { access: Access }) {
  const [shown, setShown] = useState<'allowed' | 'all'>('allowed');
  const pick = (rights: readonly Right[]) => rights.filter(({ allowed }) => shown === 'all' || allowed);
  const groups = [
    { code: '', title: 'Администрирование', items: pick(access.permissions) },
    ...access.services.map(({ code, title, items }) => ({ code, title, items: pick(items) })),
  ].filter(({ items }) => items.length > 0);
  return (
    <div className="ra-below">
      <Card
        title="Что может этот человек"
        extra={
          <Radio.Group
            aria-label="Что показать"
            value={shown}
            optionType="button"
            options={[
              { value: 'allowed', label: 'Разрешённое' },
              { value: 'all', label: 'Всё, с причинами' },
            ]}
            onChange={({ target }) => setShown(target.value)}
          />
        }
      >
        {access.blocked ? <Notice tone="warning">{access.blocked}</Notice> : null}
        {groups.map(({ code, title, items }) => (
          <table key={code} className="rg-table ra-rights">
            <caption>{title}</caption>
            <thead className="rg-visually-hidden">
              <tr>
                <th scope="col">Что</th>
                <th scope="col">Можно ли</th>
                <th scope="col">Почему</th>
              </tr>
            </thead>
            <tbody>
              {items.map((right) => (
                <tr key={right.title}>
                  <td data-label="Что">{right.title}</td>
                  <td data-label="Можно ли">
                    <Tag tone={right.allowed ? 'success' : 'neutral'}>{right.allowed ? 'можно' : 'нельзя'}</Tag>
                  </td>
                  <td data-label="Почему">{right.why}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        {groups.length === 0 ? <p className="rg-muted">Ничего: ни одна роль не дана.</p> : null}
      </Card>
    </div>
  );
}
