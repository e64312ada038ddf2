import { Checkbox } from 'antd';
import { CommittedInput } from '../../committed-input.tsx';

interface BodyIdentifierProps {
  /** Of the field: an identifier is called so until somebody says otherwise. */
  field: string;
  value: string | undefined;
  wrong: string | undefined;
  onChange: (code: string | undefined) => void;
}

/** What another system calls the body: its administrator says it once, and forms begin with it. */
export function BodyIdentifier({ field, value, wrong, onChange }: BodyIdentifierProps) {
  return (
    <>
      <Checkbox checked={value !== undefined} onChange={({ target }) => onChange(target.checked ? field : undefined)}>
        Начинать с идентификатора ведомства в другой системе
      </Checkbox>
      {value === undefined ? (
        wrong && <div className="rg-error">{wrong}</div>
      ) : (
        <CommittedInput
          label="Код идентификатора"
          hint="Значение один раз указывает администратор ведомства в его карточке. Под одним кодом – одно на все формы."
          maxLength={40}
          value={value}
          wrong={wrong}
          onCommit={(text) => onChange(text.trim() === '' ? undefined : text.trim())}
        />
      )}
    </>
  );
}
