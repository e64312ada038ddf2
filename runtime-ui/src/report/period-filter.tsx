import { Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { applyDateMask, parseDate } from '../form/mask.ts';
import { dateText } from '../ui/format.ts';
import type { Asked, Monitoring } from './queries.ts';

interface PeriodFilterProps {
  asked: Asked;
  choices: Pick<Monitoring, 'services' | 'departments'> | undefined;
  onApply: (asked: Asked) => void;
  onClear: () => void;
}

interface DayProps {
  name: 'from' | 'to';
  label: string;
  value: string;
  wrong: boolean;
  onChange: (text: string) => void;
}

/** Typed as дд.мм.гггг. */
function Day({ name, label, value, wrong, onChange }: DayProps) {
  return (
    <div className="rg-filter-field">
      <label htmlFor={`report-${name}`}>{label}</label>
      <Input
        id={`report-${name}`}
        value={value}
        placeholder="дд.мм.гггг"
        inputMode="numeric"
        status={wrong ? 'error' : ''}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? 'report-wrong-day' : undefined}
        onChange={(event) => onChange(applyDateMask(event.target.value))}
      />
    </div>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}

function Choice({ name, label, value, options, onChange }: ChoiceProps) {
  return (
    <div className="rg-filter-field rg-filter-large">
      <label htmlFor={`report-${name}`}>{label}</label>
      <Select
        id={`report-${name}`}
        value={value ?? null}
        options={options}
        onChange={(chosen: string | null) => onChange(chosen ?? undefined)}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="Все"
        allowClear
      />
    </div>
  );
}

const dayOf = (text: string) => parseDate(text, new Date().getFullYear());

/** The period and what it is narrowed to; nothing is asked of the server before «Фильтр». */
export function PeriodFilter({ asked, choices, onApply, onClear }: PeriodFilterProps) {
  const [days, setDays] = useState({ from: dateText(asked.from), to: dateText(asked.to) });
  const [service, setService] = useState(asked.service);
  const [department, setDepartment] = useState(asked.department);
  const [tried, setTried] = useState(false);
  const [from, to] = [dayOf(days.from), dayOf(days.to)];
  const wrong = tried && (from === undefined || to === undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (from === undefined || to === undefined) return;
    onApply({ from, to, ...(service ? { service } : {}), ...(department ? { department } : {}) });
  };
  const day = (name: 'from' | 'to', label: string) => (
    <Day
      {...{ name, label, value: days[name], wrong: tried && dayOf(days[name]) === undefined }}
      onChange={(text) => setDays({ ...days, [name]: text })}
    />
  );
  const services = (choices?.services ?? []).map(({ code, title }) => ({ value: code, label: title }));
  const departments = (choices?.departments ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return (
    <search>
      <form className="rg-filter" onSubmit={submit} aria-label="Период отчёта">
        {day('from', 'Период с')}
        {day('to', 'по')}
        <Choice {...{ name: 'service', label: 'Услуга', value: service, options: services }} onChange={setService} />
        <Choice
          {...{ name: 'department', label: 'Отдел', value: department, options: departments }}
          onChange={setDepartment}
        />
        <div className="rg-filter-buttons">
          <Button type="primary" ghost htmlType="submit">
            Фильтр
          </Button>
          <Button onClick={onClear}>Очистить</Button>
        </div>
        {wrong ? (
          <p id="report-wrong-day" role="alert" className="rg-problem">
            Укажите дату как дд.мм.гггг
          </p>
        ) : null}
      </form>
    </search>
  );
}
