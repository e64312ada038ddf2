import { Empty } from '@reglament/runtime-ui/ui';
import { Button, Select } from 'antd';
import type { RoleList, WantedRole } from './people-queries.ts';

interface RoleRowsProps {
  roles: readonly WantedRole[];
  list: RoleList;
  onChange: (roles: WantedRole[]) => void;
}

/** Roles with their scopes, row by row; what one may not give is shown and cannot be chosen. */
export function RoleRows({ roles, list, onChange }: RoleRowsProps) {
  const put = (at: number, change: Partial<Record<keyof WantedRole, string>>) =>
    onChange(roles.map((role, index) => (index === at ? withoutEmpty({ ...role, ...change }) : role)));
  const givable = list.items.filter(({ closed }) => closed === null);
  // A slip of the hand makes nobody an administrator.
  const first = givable.find(({ permissions }) => permissions.length === 0) ?? givable[0];
  const add = () => first && onChange([...roles, { role: first.code }]);
  return (
    <>
      {roles.length === 0 ? <Empty title="Ролей нет">Без роли можно войти, но делать нечего.</Empty> : null}
      <ul className="ra-list ra-roles">
        {roles.map((role, at) => {
          const known = list.items.find(({ code }) => code === role.role);
          const name = known?.title ?? role.role;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own, and rows are not moved
            <li key={at}>
              <div className="ra-role">
                <Select
                  aria-label={`Роль ${at + 1}`}
                  value={role.role}
                  options={list.items.map(({ code, title, closed }) => ({
                    ...{ value: code, label: title, disabled: closed !== null, title: closed ?? title },
                  }))}
                  onChange={(code: string) => put(at, { role: code })}
                />
                <Select
                  aria-label={`Услуга роли «${name}»`}
                  value={role.service ?? ''}
                  options={[{ value: '', label: 'Все услуги' }, ...list.services.map(toOption)]}
                  showSearch={{ optionFilterProp: 'label' }}
                  onChange={(service: string) => put(at, { service })}
                />
                <Select
                  aria-label={`Отдел роли «${name}»`}
                  value={role.department ?? ''}
                  options={[
                    { value: '', label: 'Всё ведомство' },
                    ...list.departments.map(({ id, title }) => ({ value: id, label: title })),
                  ]}
                  onChange={(department: string) => put(at, { department })}
                />
                <Button
                  aria-label={`Убрать роль «${name}»`}
                  onClick={() => onChange(roles.filter((_, index) => index !== at))}
                >
                  Убрать
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      <Button onClick={add} disabled={first === undefined}>
        Добавить роль
      </Button>
    </>
  );
}

function toOption({ code, title }: { code: string; title: string }) {
  return { value: code, label: title };
}

function withoutEmpty(role: Partial<Record<keyof WantedRole, string>>): WantedRole {
  const { role: code = '', service, department } = role;
  return { role: code, ...(service ? { service } : {}), ...(department ? { department } : {}) };
}
