import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { problemOf } from '../field/problem-of.ts';
import { TextInput } from '../field/text-input.tsx';
import { addRole, changeRole, type Role, type RoleList } from './people-queries.ts';

interface RoleDialogProps {
  /** Absent: a new one. */
  role: Role | undefined;
  list: RoleList;
  onClose: () => void;
  onDone: (list: RoleList) => void;
}

type Permissions = Parameters<typeof changeRole>[1]['permissions'];

export function RoleDialog({ role, list, onClose, onDone }: RoleDialogProps) {
  const [code, setCode] = useState('');
  const [title, setTitle] = useState(role?.title ?? '');
  const [functions, setFunctions] = useState<readonly string[]>(role?.functions ?? []);
  const [permissions, setPermissions] = useState<readonly string[]>(role?.permissions ?? []);
  const save = useMutation({
    mutationFn: () => {
      const content = { title: title.trim(), functions: [...functions], permissions: [...permissions] as Permissions };
      return role ? changeRole(role.id, content) : addRole({ code: code.trim(), ...content });
    },
    onSuccess: onDone,
  });
  const ready = title.trim() !== '' && (role !== undefined || code.trim() !== '');
  const sets = [
    { name: 'Функции', options: list.functions, value: functions, put: setFunctions },
    { name: 'Разрешения', options: list.permissions, value: permissions, put: setPermissions },
  ];
  return (
    <Modal
      open
      width={640}
      title={role ? `Роль «${role.title}»` : 'Новая роль'}
      okText="Сохранить"
      okButtonProps={{ disabled: !ready }}
      cancelText="Отмена"
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        {save.error ? <Notice tone="error">{save.error.message}</Notice> : null}
        {role && role.holders > 0 ? (
          <Notice tone="warning">
            Изменение сразу подействует на всех, кто её держит (в вашем ведомстве: {role.holders}).
          </Notice>
        ) : null}
        <TextInput label="Название" required autoFocus maxLength={200} value={title} onChange={setTitle} />
        {role ? null : (
          <TextInput
            label="Код"
            required
            maxLength={40}
            hint="Латинскими буквами; потом не меняется"
            value={code}
            problem={problemOf(save.error, 'code')}
            onChange={setCode}
          />
        )}
        {sets.map(({ name, options, value, put }) => (
          <fieldset key={name} className="rg-field ra-set">
            <legend className="rg-field-label">{name}</legend>
            <Checkbox.Group
              className="ra-checks"
              value={[...value]}
              options={options.map((one) => ({ value: one.code, label: one.title }))}
              onChange={(chosen) => put(chosen as string[])}
            />
          </fieldset>
        ))}
      </div>
    </Modal>
  );
}
