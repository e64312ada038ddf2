import type { ServiceDefinition } from '@reglament/format';
import { announce, plural } from '@reglament/runtime-ui/ui';
import { App, Button } from 'antd';
import type { TabProps } from '../../tab-props.ts';
import { russian } from '../../words.ts';
import { fieldKinds } from '../field-kinds.ts';
import { removeField } from '../form-commands.ts';
import { fieldsToKind, fieldsToSection, requireFields, tableText } from './table-commands.ts';

interface SelectionBarProps extends Pick<TabProps, 'service' | 'edit' | 'dictionaries'> {
  chosen: readonly string[];
  onClear: () => void;
}

/** What is done with all marked fields, each as one step. */
export function SelectionBar({ service, edit, dictionaries, chosen, onClear }: SelectionBarProps) {
  const { message } = App.useApp();
  const none = chosen.length === 0;
  const number = plural(chosen.length, ['поле', 'поля', 'полей']);
  const change = (label: string, made: (one: ServiceDefinition) => ServiceDefinition) => {
    edit(`${label}: ${number}`, made);
    announce(`${label}: ${number}`);
  };
  const copy = async () => {
    await navigator.clipboard.writeText(tableText(service, dictionaries));
    void message.success('Таблица скопирована: вставьте её в электронную таблицу, исправьте и вставьте обратно');
  };
  return (
    <>
      <p className="rg-hint">
        Ячейки из электронной таблицы вставляют поверх этих (Ctrl+V в любой ячейке). Всё вставленное отменяется одним
        шагом.
      </p>
      <div className="rs-many rs-row" role="toolbar" aria-label="Выбранные поля">
        <span role="status">{none ? 'Поля не выбраны' : `Выбрано: ${number}`}</span>
        <Button
          size="small"
          disabled={none}
          onClick={() => change('Обязательные', (one) => requireFields(one, chosen, true))}
        >
          Обязательные
        </Button>
        <Button
          size="small"
          disabled={none}
          onClick={() => change('Необязательные', (one) => requireFields(one, chosen, false))}
        >
          Необязательные
        </Button>
        <MenuChoice
          label="Вид выбранных"
          disabled={none}
          options={fieldKinds.map(({ code, title }) => ({ value: code, label: title }))}
          onChoose={(code) => {
            const kind = fieldKinds.find((one) => one.code === code);
            if (kind !== undefined) change(`Вид «${kind.title}»`, (one) => fieldsToKind(one, chosen, kind));
          }}
        />
        <MenuChoice
          label="В раздел"
          disabled={none}
          options={service.form.sections.map(({ code, title }) => ({ value: code, label: russian(title) }))}
          onChoose={(code) => change('Перемещены в раздел', (one) => fieldsToSection(one, chosen, code))}
        />
        <Button
          size="small"
          danger
          disabled={none}
          onClick={() => {
            change('Удалены', (one) => chosen.reduce((left, field) => removeField(left, field), one));
            onClear();
          }}
        >
          Удалить
        </Button>
        <Button size="small" onClick={() => void copy()}>
          Скопировать таблицу
        </Button>
      </div>
    </>
  );
}

interface MenuChoiceProps {
  label: string;
  disabled: boolean;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}

/** A choice that is an act: it goes back to its name at once. */
function MenuChoice({ label, disabled, options, onChoose }: MenuChoiceProps) {
  return (
    <select
      className="rs-cell rs-cell-act"
      aria-label={label}
      disabled={disabled}
      value=""
      onChange={({ target }) => onChoose(target.value)}
    >
      <option value="" disabled>
        {`${label}…`}
      </option>
      {options.map(({ value, label: name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  );
}
