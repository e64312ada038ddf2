import { nearestPlaceholder, parseText } from '@reglament/core/rules';
import { Button, Input, Select } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { PlaceholderChoice } from './placeholder-titles.ts';
import './template.css';

interface TemplateTextProps {
  label: string;
  value: string;
  choices: readonly PlaceholderChoice[];
  wrong?: string | undefined;
  /** JSON pointer of the text: a finding leads to it. */
  place: string;
  onCommit: (text: string) => void;
}

/** A text of a paper: values are put in from a list and shown below it by their names; unknown ones with what was meant. */
export function TemplateText({ label, value, choices, wrong, place, onCommit }: TemplateTextProps) {
  const [text, setText] = useState(value);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => setText(value), [value]);
  const commit = (next = text) => {
    setText(next);
    if (next !== value) onCommit(next);
  };
  const insert = ({ path, converter }: PlaceholderChoice) => {
    const field = area.current;
    const [from, to] = [field?.selectionStart ?? text.length, field?.selectionEnd ?? text.length];
    commit(`${text.slice(0, from)}{{${path}${converter === undefined ? '' : `|${converter}`}}}${text.slice(to)}`);
    field?.focus();
  };
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'}>
      <div className="rg-field-label">
        <label htmlFor={id}>{label}</label>
        <Select
          size="small"
          className="rm-insert"
          aria-label={`Вставить сведение: ${label}`}
          placeholder="Вставить сведение…"
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={340}
          options={choices.map(({ path, title }) => ({ value: path, label: title }))}
          onChange={(path: string | null) => {
            const choice = choices.find((one) => one.path === path);
            if (choice !== undefined) insert(choice);
          }}
        />
      </div>
      <Input.TextArea
        id={id}
        data-place={place}
        ref={(own) => {
          area.current = own?.resizableTextArea?.textArea ?? null;
        }}
        rows={Math.min(6, Math.max(2, Math.ceil(text.length / 90)))}
        maxLength={10_000}
        value={text}
        aria-invalid={wrong ? true : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => commit()}
      />
      {wrong ? <div className="rg-error">{wrong}</div> : null}
      <Chips text={text} choices={choices} onReplace={(from, to) => commit(text.replaceAll(from, to))} />
    </div>
  );
}

interface ChipsProps {
  text: string;
  choices: readonly PlaceholderChoice[];
  onReplace: (from: string, to: string) => void;
}

/** The values of the text by their names. */
function Chips({ text, choices, onReplace }: ChipsProps) {
  const used = [...new Set(parseText(text).flatMap((part) => ('path' in part ? [part.path] : [])))];
  if (used.length === 0) return null;
  return (
    <ul className="rm-chips" aria-label="Подставится">
      {used.map((path) => {
        const known = choices.find((choice) => choice.path === path);
        if (known !== undefined || path === 'index') {
          return (
            <li key={path} className="rm-chip">
              {known?.title ?? 'Номер строки'}
            </li>
          );
        }
        const near = nearestPlaceholder(
          path,
          choices.map((choice) => choice.path),
        );
        return (
          <li key={path} className="rm-chip rm-unknown">
            Нет сведения «{path}»
            {near === undefined ? null : (
              // The text keeps the focus: leaving it would take over the mistyped value, and what then appears moves the button away.
              <Button
                size="small"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onReplace(path, near)}
              >
                Заменить на «{choices.find((choice) => choice.path === near)?.title ?? near}»
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
