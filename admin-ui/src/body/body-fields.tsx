import { Card } from '@reglament/runtime-ui/ui';
import { ChoiceInput } from '../field/choice-input.tsx';
import { problemOf } from '../field/problem-of.ts';
import { TextInput } from '../field/text-input.tsx';
import type { Choices, NewBody } from './body-queries.ts';
import { kinds, timeZones } from './body-words.ts';

export interface BodyFieldsProps {
  body: NewBody;
  /** Of one that is not there yet. */
  isNew: boolean;
  choices: Choices;
  disabled: boolean;
  failure: Error | null;
  onChange: (change: Partial<NewBody>) => void;
}

export function NamesCard({ body, isNew, disabled, failure, onChange }: BodyFieldsProps) {
  const common = { disabled };
  const wrong = (field: string) => problemOf(failure, field);
  return (
    <Card title="Название">
      <TextInput
        {...common}
        label="Полное название"
        multiline
        required
        maxLength={500}
        value={body.title}
        problem={wrong('title')}
        onChange={(title) => onChange({ title })}
      />
      <TextInput
        {...common}
        label="Краткое название"
        required
        maxLength={200}
        value={body.shortTitle}
        problem={wrong('shortTitle')}
        onChange={(shortTitle) => onChange({ shortTitle })}
      />
      {isNew ? (
        <TextInput
          {...common}
          label="Код"
          required
          maxLength={40}
          hint="Латинскими буквами; потом не меняется"
          value={body.code}
          problem={wrong('code')}
          onChange={(code) => onChange({ code })}
        />
      ) : null}
      <Numbers {...{ body, disabled, failure, onChange }} />
      <ChoiceInput
        {...common}
        label="Уровень"
        value={body.kind}
        options={kinds}
        onChange={(kind) => onChange({ kind })}
      />
    </Card>
  );
}

/** By what the body is known: to applicants, in statistics, to other systems. */
function Numbers({ body, disabled, failure, onChange }: Omit<BodyFieldsProps, 'isNew' | 'choices'>) {
  const wrong = (field: string) => problemOf(failure, field);
  return (
    <>
      <div className="ra-pair">
        <TextInput
          disabled={disabled}
          label="Обозначение"
          required
          maxLength={20}
          hint="Начало номера заявки"
          value={body.mnemonic}
          problem={wrong('mnemonic')}
          onChange={(mnemonic) => onChange({ mnemonic })}
        />
        <TextInput
          disabled={disabled}
          label="ОКТМО"
          maxLength={11}
          value={body.oktmo ?? ''}
          problem={wrong('oktmo')}
          onChange={(oktmo) => onChange({ oktmo: oktmo === '' ? null : oktmo })}
        />
      </div>
      <TextInput
        disabled={disabled}
        label="ОГРН"
        maxLength={20}
        hint="13 цифр; по нему ведомство узнают при входе через ЕСИА. Кого впускать: «Люди и доступ», вкладка «Вход через ЕСИА»"
        value={body.ogrn ?? ''}
        problem={wrong('ogrn')}
        onChange={(ogrn) => onChange({ ogrn: ogrn === '' ? null : ogrn })}
      />
    </>
  );
}

/** What stands on the papers of the body, as it will look. */
export function LetterheadCard({ body, disabled, failure, onChange }: BodyFieldsProps) {
  const fields = [
    { field: 'headName', label: 'Руководитель', hint: 'Как в подписи, например Воронцова Е. А.' },
    { field: 'headPosition', label: 'Должность руководителя', hint: undefined },
    { field: 'address', label: 'Адрес', hint: undefined },
  ] as const;
  return (
    <Card title="Бланк">
      {fields.map(({ field, label, hint }) => (
        <TextInput
          key={field}
          label={label}
          {...(hint ? { hint } : {})}
          disabled={disabled}
          maxLength={field === 'address' ? 500 : 200}
          value={body[field] ?? ''}
          problem={problemOf(failure, field)}
          onChange={(text) => onChange({ [field]: text === '' ? null : text })}
        />
      ))}
      <div className="ra-letterhead">
        <strong>{body.title || 'Название ведомства'}</strong>
        <span>{body.address ?? 'Адрес не указан'}</span>
        <span>
          {body.headPosition ?? 'Должность'} {body.headName ?? '…'}
        </span>
      </div>
    </Card>
  );
}

export function WorkCard({ body, choices, disabled, failure, onChange }: BodyFieldsProps) {
  return (
    <Card title="Работа">
      <ChoiceInput
        label="Часовой пояс"
        disabled={disabled}
        value={body.timeZone}
        options={timeZones}
        problem={problemOf(failure, 'timeZone')}
        hint="По нему считаются сроки и показывается время"
        onChange={(timeZone) => onChange({ timeZone })}
      />
      <ChoiceInput
        label="Рабочее место сотрудников"
        disabled={disabled}
        value={body.workplace}
        options={choices.workplaces.map(({ code, title }) => ({ value: code, label: title }))}
        problem={problemOf(failure, 'workplace')}
        hint="Начальная страница, вкладки и столбцы списка"
        onChange={(workplace) => onChange({ workplace })}
      />
    </Card>
  );
}
