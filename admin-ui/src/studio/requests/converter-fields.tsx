import type { Converter } from '@reglament/format';
import { Input, Select } from 'antd';
import { useState } from 'react';
import type { Choice } from '../tab-props.ts';
import { codesOfText, codesText } from './converter-words.ts';

type Settings = Extract<Converter, object>;

interface ConverterFieldsProps {
  step: Settings;
  /** Of the place, for who hears the screen. */
  title: string;
  dictionaries: readonly Choice[];
  onChange: (step: Settings) => void;
}

const dateFormats = [
  { value: 'dd.mm.yyyy', label: '31.12.2026' },
  { value: 'yyyy-mm-dd', label: '2026-12-31' },
  { value: 'yyyymmdd', label: '20261231' },
  { value: 'dd/mm/yyyy', label: '31/12/2026' },
  { value: 'dateTime', label: '2026-12-31T00:00:00' },
] as const;

const nameParts = [
  { value: 'surname', label: 'фамилия' },
  { value: 'name', label: 'имя' },
  { value: 'patronymic', label: 'отчество' },
] as const;

interface Choosing {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Choice[];
}

/** The settings of a converter that has any. */
export function ConverterFields({ step, title, dictionaries, onChange }: ConverterFieldsProps) {
  const choose = (key: string, { label, value, options }: Choosing) => (
    <Select
      size="small"
      aria-label={`${label}: ${title}`}
      value={value}
      options={[...options]}
      popupMatchSelectWidth={false}
      onChange={(next) => onChange({ ...step, [key]: next } as Settings)}
    />
  );
  switch (step.as) {
    case 'parseDate':
    case 'formatDate':
      return choose('format', { label: 'Запись даты', value: step.format, options: dateFormats });
    case 'title':
    case 'code':
      return choose('dictionary', { label: 'Справочник', value: step.dictionary, options: dictionaries });
    case 'namePart':
      return choose('part', { label: 'Часть имени', value: step.part, options: nameParts });
    case 'join':
      return (
        <Words
          label={`Разделитель: ${title}`}
          value={step.separator}
          onCommit={(separator) => onChange({ ...step, separator })}
        />
      );
    case 'yesNo':
    case 'isYes':
      return (
        <>
          <Words label={`Код «да»: ${title}`} value={String(step.yes)} onCommit={(yes) => onChange({ ...step, yes })} />
          <Words label={`Код «нет»: ${title}`} value={String(step.no)} onCommit={(no) => onChange({ ...step, no })} />
        </>
      );
    case 'codes':
      return <Codes {...{ step, title, onChange }} />;
    case 'pick':
      return <Pick {...{ step, title, onChange }} />;
    case 'const':
      return null;
  }
}

interface CodesProps<As> {
  step: Extract<Settings, { as: As }>;
  title: string;
  onChange: (step: Settings) => void;
}

function Codes({ step, title, onChange }: CodesProps<'codes'>) {
  const [text, setText] = useState(codesText(step.values));
  const values = codesOfText(text);
  const { otherwise, ...rest } = step;
  return (
    <div className="rsm-codes">
      <Input.TextArea
        rows={3}
        aria-label={`Таблица кодов: ${title}`}
        aria-invalid={values === undefined ? true : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => values !== undefined && onChange({ ...step, values })}
      />
      <span className={values === undefined ? 'rg-error' : 'rg-hint'}>Каждая строка: код = код</span>
      <Words
        label={`Чего нет в таблице: ${title}`}
        placeholder="остальное – ничего"
        value={otherwise ?? ''}
        onCommit={(next) => onChange(next === '' ? rest : { ...rest, otherwise: next })}
      />
    </div>
  );
}

function Pick({ step, title, onChange }: CodesProps<'pick'>) {
  const { field, ...rest } = step;
  return (
    <>
      <Select
        size="small"
        aria-label={`Который элемент: ${title}`}
        value={step.item}
        options={[
          { value: 'first', label: 'первый' },
          { value: 'last', label: 'последний' },
          ...(typeof step.item === 'number' ? [{ value: step.item, label: `с номером ${step.item}` }] : []),
        ]}
        popupMatchSelectWidth={false}
        onChange={(item) => onChange({ ...step, item })}
      />
      <Words
        label={`Поле элемента: ${title}`}
        placeholder="целиком"
        value={field ?? ''}
        onCommit={(next) => onChange(next === '' ? rest : { ...rest, field: next })}
      />
    </>
  );
}

interface WordsProps {
  label: string;
  value: string;
  placeholder?: string;
  onCommit: (value: string) => void;
}

/** Taken over when one leaves it. */
function Words({ label, value, placeholder, onCommit }: WordsProps) {
  const [text, setText] = useState(value);
  return (
    <Input
      size="small"
      className="rsm-word"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text !== value && onCommit(text)}
    />
  );
}
