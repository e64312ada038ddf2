import type { Term, TermExtension } from '@reglament/format';
import { Checkbox, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import { changedTerm } from './term-commands.ts';

interface TermFieldsProps {
  term: Term;
  problem: string | undefined;
  onChange: (term: Term) => void;
}

/** Everything that can be said of a term. */
export function TermFields({ term, problem, onChange }: TermFieldsProps) {
  const [unit, starts] = [useId(), useId()];
  const set = (change: Parameters<typeof changedTerm>[1]) => onChange(changedTerm(term, change));
  return (
    <>
      <div className="rs-row">
        <Count label="Срок, дней" value={term.days} most={3650} onChange={(days) => days && set({ days })} />
        <div className="rg-field">
          <div className="rg-field-label">
            <label htmlFor={unit}>В каких днях</label>
          </div>
          <Select<Term['unit']>
            id={unit}
            value={term.unit}
            options={[
              { value: 'working', label: 'рабочих' },
              { value: 'calendar', label: 'календарных' },
            ]}
            onChange={(value) => set({ unit: value })}
          />
        </div>
      </div>
      {problem ? <p className="rg-error">{problem}</p> : null}
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={starts}>Первый день срока</label>
        </div>
        <Select
          id={starts}
          className="rs-wide"
          value={term.startsOn ?? 'nextWorkingDay'}
          options={[
            { value: 'nextWorkingDay', label: 'следующий рабочий день после регистрации' },
            { value: 'nextDay', label: 'следующий день после регистрации' },
          ]}
          onChange={(value: NonNullable<Term['startsOn']>) =>
            set({ startsOn: value === 'nextWorkingDay' ? undefined : value })
          }
        />
      </div>
      <Count
        label="Час, с которого день считается следующим"
        hint="Пусто – сколько бы ни было времени"
        value={term.cutOffHour}
        most={23}
        onChange={(cutOffHour) => set({ cutOffHour })}
      />
      <Count
        label="За сколько рабочих дней предупредить"
        hint="Пусто – как в процессе"
        value={term.warnDays}
        least={0}
        most={30}
        onChange={(warnDays) => set({ warnDays })}
      />
      <Checkbox
        checked={term.extension !== undefined}
        onChange={({ target }) => set({ extension: target.checked ? { days: 10, check: true } : undefined })}
      >
        Срок можно продлить
      </Checkbox>
      {term.extension === undefined ? null : (
        <ExtensionFields extension={term.extension} onChange={(extension) => set({ extension })} />
      )}
    </>
  );
}

interface ExtensionFieldsProps {
  extension: TermExtension;
  onChange: (extension: TermExtension) => void;
}

function ExtensionFields({ extension, onChange }: ExtensionFieldsProps) {
  const { days, times, clause, check } = extension;
  return (
    <>
      <div className="rs-row">
        <Count
          label="Всего продлить, дней"
          value={days}
          most={365}
          onChange={(value) => value && onChange({ ...extension, days: value })}
        />
        <Count
          label="Сколько раз"
          value={times ?? 1}
          most={10}
          onChange={(value) => {
            const { times: _old, ...rest } = extension;
            onChange(value === undefined || value === 1 ? rest : { ...rest, times: value });
          }}
        />
      </div>
      <CommittedInput
        label="Пункт акта о продлении"
        value={clause ?? ''}
        onCommit={(text) => {
          const { clause: _old, ...rest } = extension;
          onChange(text.trim() === '' ? rest : { ...rest, clause: text });
        }}
      />
      <Checkbox
        checked={check === true}
        onChange={({ target }) => {
          const { check: _old, ...rest } = extension;
          onChange(target.checked ? { ...rest, check: true } : rest);
        }}
      >
        Проверить: внесено без сверки с текстом акта
      </Checkbox>
    </>
  );
}

interface CountProps {
  label: string;
  hint?: string;
  value: number | undefined;
  least?: number;
  most: number;
  onChange: (value: number | undefined) => void;
}

function Count({ label, hint, value, least = 1, most, onChange }: CountProps) {
  const id = useId();
  return (
    <div className="rg-field">
      <div className="rg-field-label">
        <label htmlFor={id}>{label}</label>
      </div>
      <InputNumber
        id={id}
        min={least}
        max={most}
        precision={0}
        changeOnWheel={false}
        value={value ?? null}
        onChange={(next) => onChange(next ?? undefined)}
      />
      {hint ? <div className="rg-hint">{hint}</div> : null}
    </div>
  );
}
