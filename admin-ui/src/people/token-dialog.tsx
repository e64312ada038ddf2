import { scopeTitles } from '@reglament/core/rules';
import { Loading, Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { SeveralInput } from '../field/several-input.tsx';
import { TextInput } from '../field/text-input.tsx';
import { useRoles } from './people-queries.ts';
import { type IssuedToken, issueToken, type NewToken, useServices } from './token-queries.ts';

type Scope = NewToken['scopes'][number];

const YEAR = 365;

interface TokenDialogProps {
  onClose: () => void;
  onIssued: (issued: IssuedToken) => void;
}

/** «Выдать токен»: what program, by what roles, to which part of what they may, in which services, for how long. */
export function TokenDialog({ onClose, onIssued }: TokenDialogProps) {
  const roles = useRoles();
  const services = useServices();
  const [name, setName] = useState('');
  const [days, setDays] = useState(String(YEAR));
  const [chosen, setChosen] = useState<Pick<NewToken, 'roles' | 'scopes'> & { services: string[] }>({
    ...{ roles: [], scopes: [], services: [] },
  });
  const issue = useMutation({ mutationFn: issueToken, onSuccess: onIssued });
  const validDays = Number(days);
  const wrongDays = Number.isInteger(validDays) && validDays >= 1 && validDays <= 730 ? undefined : 'От 1 до 730 дней';
  const ready = name.trim() !== '' && chosen.roles.length > 0 && chosen.scopes.length > 0 && wrongDays === undefined;
  const error = roles.error ?? services.error ?? issue.error;
  const send = () => {
    const { services: only, ...rest } = chosen;
    issue.mutate({ ...rest, name: name.trim(), validDays, ...(only.length === 0 ? {} : { services: only }) });
  };
  return (
    <Modal
      open
      width={640}
      title="Выдать токен"
      okText="Выдать"
      okButtonProps={{ disabled: !ready }}
      cancelText="Отмена"
      confirmLoading={issue.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        {error ? <Notice tone="error">{error.message}</Notice> : null}
        <TextInput
          label="Программа"
          hint="Под этим именем она стоит в истории заявок."
          required
          autoFocus
          maxLength={100}
          value={name}
          onChange={setName}
        />
        {roles.data ? (
          <SeveralInput
            label="Роли программы"
            value={chosen.roles}
            options={roles.data.items.map(({ code, title }) => ({ value: code, label: title }))}
            onChange={(codes) => setChosen({ ...chosen, roles: codes })}
          />
        ) : (
          <Loading />
        )}
        <Scopes value={chosen.scopes} onChange={(scopes) => setChosen({ ...chosen, scopes })} />
        <SeveralInput
          label="Только услуги"
          hint="Пусто – все услуги, которые открывают роли."
          value={chosen.services}
          options={(services.data?.items ?? []).map(({ code, title }) => ({ value: code, label: title }))}
          onChange={(codes) => setChosen({ ...chosen, services: codes })}
        />
        <TextInput label="Действует, дней" required value={days} problem={wrongDays} onChange={setDays} />
      </div>
    </Modal>
  );
}

function Scopes({ value, onChange }: { value: Scope[]; onChange: (scopes: Scope[]) => void }) {
  return (
    <fieldset className="ra-scopes">
      <legend>Что открыто токену</legend>
      <Checkbox.Group
        value={value}
        options={Object.entries(scopeTitles).map(([code, label]) => ({ value: code as Scope, label }))}
        onChange={onChange}
      />
    </fieldset>
  );
}
