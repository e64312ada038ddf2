import { ChoiceInput } from '../field/choice-input.tsx';
import { problemOf } from '../field/problem-of.ts';
import { TextInput } from '../field/text-input.tsx';
import type { RoleList } from './people-queries.ts';

export interface PersonText {
  surname: string;
  name: string;
  patronymic: string;
  position: string;
  email: string;
  phone: string;
  department: string;
}

interface PersonFieldsProps {
  person: PersonText;
  departments: RoleList['departments'];
  failure: Error | null;
  onChange: (change: Partial<PersonText>) => void;
}

const fields = [
  { field: 'surname', label: 'Фамилия', required: true },
  { field: 'name', label: 'Имя', required: true },
  { field: 'patronymic', label: 'Отчество', required: false },
  { field: 'position', label: 'Должность', required: false },
  { field: 'email', label: 'Электронная почта', required: false },
  { field: 'phone', label: 'Телефон', required: false },
] as const;

export function PersonFields({ person, departments, failure, onChange }: PersonFieldsProps) {
  return (
    <div className="ra-pair">
      {fields.map(({ field, label, required }) => (
        <TextInput
          key={field}
          label={label}
          required={required}
          maxLength={field === 'position' ? 300 : 100}
          value={person[field]}
          problem={problemOf(failure, field)}
          onChange={(text) => onChange({ [field]: text })}
        />
      ))}
      <ChoiceInput
        label="Отдел"
        value={person.department}
        options={[
          { value: '', label: 'Без отдела' },
          ...departments.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(department) => onChange({ department })}
      />
    </div>
  );
}
