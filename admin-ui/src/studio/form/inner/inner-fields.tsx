import type { JsonSchema } from '@reglament/format';
import { announce } from '@reglament/runtime-ui/ui';
import { Button, Checkbox, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { CommittedInput } from '../../committed-input.tsx';
import { ChoiceList } from '../choice-list.tsx';
import type { FieldKind } from '../field-kinds.ts';
import { kindOf, kindWords } from '../kind-words.ts';
import {
  addInner,
  changeInner,
  innerKinds,
  innerToKind,
  moveInner,
  removeInner,
  requireInner,
} from './inner-commands.ts';
import './inner.css';

interface InnerFieldsProps {
  inner: JsonSchema;
  /** JSON pointer of the inner schema. */
  at: string;
  problemAt: (pointer: string) => string | undefined;
  onChange: (step: string, inner: JsonSchema) => void;
  /** To all that can be said of one of them. */
  onOpen: (code: string) => void;
}

/** What one record of a repeating group, or a group of fields, asks. */
export function InnerFields({ inner, at, problemAt, onChange, onOpen }: InnerFieldsProps) {
  const id = useId();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState(innerKinds[0]);
  const fields = Object.entries(inner.properties ?? {});
  const add = () => {
    if (title.trim() === '') return;
    onChange('Добавлено поле записи', addInner(inner, title.trim(), kind));
    announce(`Добавлено поле записи «${title.trim()}»`);
    setTitle('');
  };
  return (
    <fieldset className="rs-condition">
      <legend className="rg-field-label">Из чего состоит запись</legend>
      <ol className="rs-inner">
        {fields.map(([code, schema], index) => (
          <InnerField
            key={code}
            {...{ inner, code, schema, problemAt, onChange, onOpen }}
            at={`${at}/properties/${code}`}
            first={index === 0}
            last={index === fields.length - 1}
          />
        ))}
      </ol>
      <label htmlFor={id} className="rg-field-label">
        Новое поле записи
      </label>
      <div className="rs-choice rs-inner-new">
        <Input
          id={id}
          value={title}
          maxLength={500}
          onChange={({ target }) => setTitle(target.value)}
          onPressEnter={add}
        />
        <select
          className="rs-cell rs-cell-act"
          aria-label="Вид нового поля записи"
          value={kind?.code}
          onChange={({ target }) => setKind(innerKinds.find(({ code }) => code === target.value))}
        >
          {innerKinds.map((one) => (
            <option key={one.code} value={one.code}>
              {one.title}
            </option>
          ))}
        </select>
        <Button onClick={add} disabled={title.trim() === ''}>
          Добавить
        </Button>
      </div>
    </fieldset>
  );
}

interface InnerFieldProps extends InnerFieldsProps {
  code: string;
  schema: JsonSchema;
  first: boolean;
  last: boolean;
}

function InnerField({ inner, code, schema, at, problemAt, first, last, onChange, onOpen }: InnerFieldProps) {
  const name = schema.title ?? code;
  const set = (step: string, next: JsonSchema) => onChange(`${step}: ${name}`, next);
  return (
    <li className="rs-inner-field" data-place={at}>
      <CommittedInput
        label="Поле записи"
        hint={`код ${code}`}
        value={name}
        wrong={problemAt(at)}
        onCommit={(title) => set('Название поля', changeInner(inner, code, { title }))}
      />
      <PartBasics {...{ inner, code, schema, first, last, onChange }}>
        <Button size="small" aria-label={`Подробнее: ${name}`} onClick={() => onOpen(code)}>
          Подробнее
        </Button>
      </PartBasics>
      {schema.oneOf === undefined ? null : (
        <ChoiceList choices={schema.oneOf} onChange={(step, oneOf) => set(step, changeInner(inner, code, { oneOf }))} />
      )}
    </li>
  );
}

interface PartBasicsProps extends Pick<InnerFieldProps, 'inner' | 'code' | 'schema' | 'first' | 'last' | 'onChange'> {
  children?: ReactNode;
}

/** Of what kind a part is, whether it must be answered, where it stands. */
export function PartBasics({ inner, code, schema, first, last, onChange, children }: PartBasicsProps) {
  const name = schema.title ?? code;
  const set = (step: string, next: JsonSchema) => onChange(`${step}: ${name}`, next);
  return (
    <div className="rs-row">
      <KindChoice {...{ name, schema }} onChoose={(kind) => set('Вид поля', innerToKind(inner, code, kind))} />
      <Checkbox
        aria-label={`Обязательное: ${name}`}
        checked={inner.required?.includes(code) ?? false}
        onChange={({ target }) => set('Обязательность', requireInner(inner, code, target.checked))}
      >
        Обязательное
      </Checkbox>
      <span className="rs-acts">
        <Button
          size="small"
          aria-label={`↑ Выше: ${name}`}
          disabled={first}
          onClick={() => set('Перемещено', moveInner(inner, code, -1))}
        >
          ↑
        </Button>
        <Button
          size="small"
          aria-label={`↓ Ниже: ${name}`}
          disabled={last}
          onClick={() => set('Перемещено', moveInner(inner, code, 1))}
        >
          ↓
        </Button>
        <Button
          size="small"
          danger
          aria-label={`× Удалить: ${name}`}
          onClick={() => set('Удалено поле записи', removeInner(inner, code))}
        >
          ×
        </Button>
        {children}
      </span>
    </div>
  );
}

interface KindChoiceProps {
  name: string;
  schema: JsonSchema;
  onChoose: (kind: FieldKind) => void;
}

function KindChoice({ name, schema, onChoose }: KindChoiceProps) {
  const kind = kindOf(schema, undefined);
  return (
    <select
      className="rs-cell rs-cell-act"
      aria-label={`Вид: ${name}`}
      value={kind?.code ?? ''}
      onChange={({ target }) => {
        const chosen = innerKinds.find((one) => one.code === target.value);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      {innerKinds.some((one) => one.code === kind?.code) ? null : (
        <option value={kind?.code ?? ''} disabled>
          {kindWords(schema, undefined)}
        </option>
      )}
      {innerKinds.map((one) => (
        <option key={one.code} value={one.code}>
          {one.title}
        </option>
      ))}
    </select>
  );
}
