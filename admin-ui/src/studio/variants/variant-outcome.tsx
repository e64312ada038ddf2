import type { ServiceVariant, Term, VariantDocument } from '@reglament/format';
import { Checkbox, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { ItemFields } from '../list/item-fields.tsx';
import type { ItemField } from '../list/list-spec.ts';
import type { Part } from '../list-commands.ts';
import { russian } from '../words.ts';
import { changeVariant } from './variant-commands.ts';
import type { VariantProps } from './variant-row.tsx';

const fields: readonly ItemField<ServiceVariant>[] = [
  {
    kind: 'choices',
    key: 'requests',
    label: 'Запросы варианта',
    otherwise: 'Все запросы услуги',
    options: ({ service }) =>
      (service.requests ?? []).map(({ code, title }) => ({ value: code, label: russian(title) || code })),
  },
  {
    kind: 'choices',
    key: 'grounds',
    label: 'Основания для отказа в этом варианте',
    otherwise: 'Все основания услуги',
    options: ({ service }) =>
      (service.grounds ?? []).map(({ code, title }) => ({ value: code, label: russian(title) })),
  },
  { kind: 'mark', key: 'check', step: 'Проверить', label: 'Проверить: внесено без сверки с текстом регламента' },
];

/** What a variant gives where it differs from the service. */
export function VariantOutcome({ tab, row, index }: VariantProps) {
  const title = russian(row.title);
  const change = (step: string, part: Part<ServiceVariant>) =>
    tab.edit(`${step}: ${title}`, (one) => changeVariant(one, row.code, part));
  return (
    <section className="rs-outcome" aria-label={`Что даёт вариант: ${title}`}>
      <Documents {...{ tab, row, index }} onChange={(documents) => change('Документы варианта', { documents })} />
      <div className="rs-outcome-side">
        <TermOfVariant term={row.term} onChange={(term) => change('Срок варианта', { term })} />
        <ItemFields
          {...{ tab, item: row, at: `/variants/rows/${index}`, title, fields }}
          onChange={(step, key, value) => change(step, { [key]: value })}
        />
      </div>
    </section>
  );
}

type Place = 'none' | 'offered' | 'needed';

interface DocumentsProps extends VariantProps {
  onChange: (documents: VariantDocument[] | undefined) => void;
}

function Documents({ tab, row, index, onChange }: DocumentsProps) {
  const { documents } = tab.service;
  const own = row.documents;
  const set = (code: string, place: Place) => {
    const known = new Map((own ?? []).map((one) => [one.code, one]));
    if (place === 'none') known.delete(code);
    else known.set(code, place === 'needed' ? { code, needed: true } : { code });
    // In the order of the service's own list.
    onChange(documents.flatMap((one) => known.get(one.code) ?? []));
  };
  return (
    <fieldset className="rg-field" data-place={`/variants/rows/${index}/documents`}>
      <legend className="rg-field-label">Документы</legend>
      <Checkbox
        checked={own === undefined}
        onChange={({ target }) => onChange(target.checked ? undefined : documents.map(({ code }) => ({ code })))}
      >
        Все документы услуги, по их условиям
      </Checkbox>
      {own === undefined
        ? null
        : documents.map((document) => {
            const chosen = own.find(({ code }) => code === document.code);
            const name = russian(document.title);
            return (
              <div key={document.code} className="rs-outcome-document">
                <span>{name}</span>
                <Select<Place>
                  size="small"
                  aria-label={`В этом варианте: ${name}`}
                  value={chosen === undefined ? 'none' : chosen.needed ? 'needed' : 'offered'}
                  options={[
                    { value: 'none', label: 'не нужен' },
                    { value: 'offered', label: 'предлагается' },
                    { value: 'needed', label: 'обязателен' },
                  ]}
                  onChange={(place) => set(document.code, place)}
                />
              </div>
            );
          })}
    </fieldset>
  );
}

interface TermOfVariantProps {
  term: Term | undefined;
  onChange: (term: Term | undefined) => void;
}

function TermOfVariant({ term, onChange }: TermOfVariantProps) {
  const [days, unit] = [useId(), useId()];
  return (
    <div className="rs-row">
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={days}>Свой срок, дней</label>
        </div>
        <InputNumber
          id={days}
          min={1}
          max={3650}
          changeOnWheel={false}
          placeholder="Как у услуги"
          value={term?.days ?? null}
          onChange={(value) => onChange(value === null ? undefined : { unit: 'working', ...term, days: value })}
        />
      </div>
      {term === undefined ? null : (
        <div className="rg-field">
          <div className="rg-field-label">
            <label htmlFor={unit}>Каких</label>
          </div>
          <Select
            id={unit}
            value={term.unit}
            options={[
              { value: 'working', label: 'рабочих' },
              { value: 'calendar', label: 'календарных' },
            ]}
            onChange={(next: Term['unit']) => onChange({ ...term, unit: next })}
          />
        </div>
      )}
    </div>
  );
}
