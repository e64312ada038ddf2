import { Select } from 'antd';
import { type Testers, useColleagues } from './queries.ts';

interface TestersFieldsProps {
  value: Testers;
  roles: readonly { readonly id: string; readonly name: string }[];
  /** Whoever is named already, oneself among them: colleagues are the others. */
  named?: readonly { readonly id: string; readonly name: string }[];
  onChange: (testers: Testers) => void;
}

/** Who may come onto the stand: people, and everybody who holds a role. */
export function TestersFields({ value, roles, named = [], onChange }: TestersFieldsProps) {
  const { data } = useColleagues();
  const people = new Map([...named, ...(data?.items ?? [])].map(({ id, name }) => [id, name]));
  return (
    <>
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor="testers">Тестировщики</label>
        </div>
        <Select
          id="testers"
          className="rg-wide"
          mode="multiple"
          value={value.users}
          options={[...people].map(([id, name]) => ({ value: id, label: name }))}
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent="Таких сотрудников нет"
          onChange={(users: string[]) => onChange({ ...value, users })}
        />
      </div>
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor="tester-roles">Все, у кого есть роль</label>
        </div>
        <Select
          id="tester-roles"
          className="rg-wide"
          mode="multiple"
          value={value.roles}
          options={roles.map(({ id, name }) => ({ value: id, label: name }))}
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent="Таких ролей нет"
          onChange={(chosen: string[]) => onChange({ ...value, roles: chosen })}
        />
      </div>
    </>
  );
}
