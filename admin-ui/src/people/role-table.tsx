import { announce, Loading, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { type Role, type RoleList, removeRole, rolesKey, useRoles } from './people-queries.ts';
import { RoleDialog } from './role-dialog.tsx';

/** Roles as sets of functions and permissions; one role is for the whole installation. */
export function RoleTable() {
  const client = useQueryClient();
  const { data, error, isPending } = useRoles();
  const [edited, setEdited] = useState<Role | 'new'>();
  const keep = (fresh: RoleList) => client.setQueryData(rolesKey, fresh);
  const remove = useMutation({
    mutationFn: ({ id }: Role) => removeRole(id),
    onSuccess: (fresh) => {
      keep(fresh);
      announce('Роль удалена');
    },
  });
  const failure = error ?? remove.error;
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between" gap={12} wrap align="center">
        <p className="rg-muted">
          Функции – что роль делает с заявками, разрешения – что она настраивает. Роль общая для всех ведомств: меняет
          её тот, кто мог бы дать её всюду, где её держат.
        </p>
        <Button type="primary" onClick={() => setEdited('new')}>
          Добавить роль
        </Button>
      </Flex>
      {failure ? <Notice tone="error">{failure.message}</Notice> : null}
      {isPending ? <Loading /> : null}
      {data ? (
        <table className="rg-table">
          <caption className="rg-visually-hidden">Роли</caption>
          <thead>
            <tr>
              <th scope="col">Роль</th>
              <th scope="col">Функции</th>
              <th scope="col">Разрешения</th>
              <th scope="col">Сотрудников</th>
              <th scope="col" className="rg-actions-head">
                Действия
              </th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((role) => (
              <Row
                key={role.id}
                role={role}
                list={data}
                onEdit={() => setEdited(role)}
                onRemove={() => remove.mutate(role)}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      {edited && data ? (
        <RoleDialog
          role={edited === 'new' ? undefined : edited}
          list={data}
          onClose={() => setEdited(undefined)}
          onDone={(fresh) => {
            keep(fresh);
            setEdited(undefined);
            announce('Роль сохранена и уже действует');
          }}
        />
      ) : null}
    </Flex>
  );
}

interface RowProps {
  role: Role;
  list: RoleList;
  onEdit: () => void;
  onRemove: () => void;
}

function Row({ role, list, onEdit, onRemove }: RowProps) {
  const titles = (codes: readonly string[], known: RoleList['functions']) =>
    codes.map((code) => known.find((one) => one.code === code)?.title ?? code).join(', ') || '—';
  return (
    <tr>
      <td data-label="Роль">
        <div>
          <strong>{role.title}</strong>
          <span className="rg-block rg-muted">{role.code}</span>
        </div>
      </td>
      <td data-label="Функции">{titles(role.functions, list.functions)}</td>
      <td data-label="Разрешения">{titles(role.permissions, list.permissions)}</td>
      <td data-label="Сотрудников">{role.holders}</td>
      <td className="rg-actions-cell">
        <Flex gap={8} justify="end" wrap>
          {role.closed === null ? (
            <>
              <Button size="small" aria-label={`Изменить: ${role.title}`} onClick={onEdit}>
                Изменить
              </Button>
              {role.holders === 0 ? (
                <Button size="small" aria-label={`Удалить: ${role.title}`} onClick={onRemove}>
                  Удалить
                </Button>
              ) : null}
            </>
          ) : (
            <span className="rg-muted">{role.closed}</span>
          )}
        </Flex>
      </td>
    </tr>
  );
}
