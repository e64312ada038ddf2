import { useQuery } from '@tanstack/react-query';
import { Button, Input, type InputRef, Select } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import { lookOf } from '../duty/duty-words.ts';
import { applyDateMask, parseDate } from '../form/mask.ts';
import { dateText } from '../ui/format.ts';
import { useKey } from '../ui/keys.ts';
import { useNarrow } from '../ui/narrow.ts';
import { typedSearch } from '../ui/typed-search.ts';
import { type FilterName, type Filters, sourceTitles } from './list-view.ts';
import { servicesQuery } from './service-queries.ts';
import { useTypedFilters } from './use-typed-filters.ts';

interface ListFilterProps {
  filters: Filters;
  onApply: (filters: Filters) => void;
}

interface FieldProps {
  name: FilterName;
  label: string;
  typed: Filters;
  put: (change: Filters) => void;
}

const executors = [
  { value: 'me', label: 'Я' },
  { value: 'none', label: 'Не назначен' },
];
const handovers = [
  { value: 'result', label: 'Результат ждёт заявителя' },
  { value: 'originals', label: 'Подлинники не возвращены' },
];
const duties = (['unpaid', 'partlyPaid', 'paid', 'exempt', 'notRequired', 'unknown'] as const).map((value) => ({
  value,
  label: lookOf(value).title,
}));
const sources = Object.entries(sourceTitles).map(([value, label]) => ({ value, label }));

interface ChoiceProps extends FieldProps {
  options: readonly { value: string; label: string }[];
  large?: boolean;
}

function ChoiceFilter({ name, label, typed, put, options, large = false }: ChoiceProps) {
  return (
    <div className={large ? 'rg-filter-field rg-filter-large' : 'rg-filter-field'}>
      <label htmlFor={`filter-${name}`}>{label}</label>
      <Select
        id={`filter-${name}`}
        value={typed[name] || null}
        onChange={(value) => put({ [name]: value ?? '' })}
        options={[...options]}
        showSearch={typedSearch(options.length)}
        placeholder="Все"
        allowClear
      />
    </div>
  );
}

/** Typed as дд.мм.гггг, applied as YYYY-MM-DD. */
function DateFilter({ name, label, typed, put }: FieldProps) {
  const text = typed[name] ?? '';
  const wrong = text.length >= 10 && parseDate(text, new Date().getFullYear()) === undefined;
  return (
    <div className="rg-filter-field">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <Input
        id={`filter-${name}`}
        value={text}
        placeholder="дд.мм.гггг"
        inputMode="numeric"
        status={wrong ? 'error' : ''}
        aria-invalid={wrong || undefined}
        onChange={(event) => put({ [name]: applyDateMask(event.target.value) })}
      />
    </div>
  );
}

const shown = (date: string | undefined): string => (date ? dateText(date) : '');
const stored = (text: string | undefined): string => parseDate(text ?? '', new Date().getFullYear()) ?? '';

/** Fields above the table; nothing is asked of the server before «Фильтр». */
export function ListFilter({ filters, onApply }: ListFilterProps) {
  const { data: services = [] } = useQuery(servicesQuery());
  const [typed, setTyped] = useTypedFilters({ ...filters, from: shown(filters.from), to: shown(filters.to) });
  const first = useRef<InputRef>(null);
  useKey('search', 'К полям фильтра', () => first.current?.focus({ cursor: 'all' }));
  const { folded, ...fold } = useFold(typed);
  const put = (change: Filters) => setTyped({ ...typed, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onApply({ ...typed, from: stored(typed.from), to: stored(typed.to) });
  };
  const clear = () => {
    setTyped({});
    onApply({});
  };
  const field = { typed, put };
  // Asked for where there is anything to find, and where an address asks for it already.
  const taxed = services.some((one) => one.taxed) || Boolean(typed.duty);
  const titles = services.map(({ code, title }) => ({ value: code, label: title }));
  return (
    <search>
      <form className="rg-filter" onSubmit={submit} aria-label="Фильтр заявок">
        <div className="rg-filter-field">
          <label htmlFor="filter-number">Номер</label>
          <Input
            id="filter-number"
            ref={first}
            value={typed.number ?? ''}
            onChange={(event) => put({ number: event.target.value })}
          />
        </div>
        <div className="rg-filter-field rg-filter-large">
          <label htmlFor="filter-applicant">Заявитель</label>
          <Input
            id="filter-applicant"
            value={typed.applicant ?? ''}
            onChange={(event) => put({ applicant: event.target.value })}
          />
        </div>
        {folded ? null : (
          <>
            <ChoiceFilter {...field} name="service" label="Услуга" options={titles} large />
            <ChoiceFilter {...field} name="executor" label="Исполнитель" options={executors} />
            <ChoiceFilter {...field} name="source" label="Источник" options={sources} />
            <ChoiceFilter {...field} name="handover" label="На руки" options={handovers} />
            {taxed ? <ChoiceFilter {...field} name="duty" label="Госпошлина" options={duties} /> : null}
            <DateFilter {...field} name="from" label="Дата с" />
            <DateFilter {...field} name="to" label="Дата по" />
          </>
        )}
        <FilterButtons onClear={clear} {...fold} />
      </form>
    </search>
  );
}

const always: readonly string[] = ['number', 'applicant'];

/** On a phone all the fields together leave no room for the list: those that are seldom filled in wait until they are called. */
function useFold(typed: Filters) {
  const narrow = useNarrow();
  const [whole, setWhole] = useState(false);
  const filled = Object.entries(typed).some(([name, value]) => value && !always.includes(name));
  const folded = narrow && !whole && !filled;
  return { folded, ...(narrow && !filled ? { onFold: () => setWhole(!whole), whole } : {}) };
}

interface FilterButtonsProps {
  onClear: () => void;
  onFold?: () => void;
  whole?: boolean;
}

function FilterButtons({ onClear, onFold, whole = false }: FilterButtonsProps) {
  return (
    <div className="rg-filter-buttons">
      <Button type="primary" ghost htmlType="submit">
        Фильтр
      </Button>
      <Button onClick={onClear}>Очистить</Button>
      {onFold ? (
        <Button type="text" aria-expanded={whole} onClick={onFold}>
          {whole ? 'Меньше полей' : 'Все поля'}
        </Button>
      ) : null}
    </div>
  );
}
