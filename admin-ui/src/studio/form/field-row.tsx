import type { FieldUi, JsonSchema } from '@reglament/format';
import { Tag } from '@reglament/runtime-ui/ui';
import { memo } from 'react';
import { kindWords } from './kind-words.ts';
import './field-row.css';

export interface FieldRowProps {
  code: string;
  schema: JsonSchema | undefined;
  ui: FieldUi | undefined;
  required: boolean;
  chosen: boolean;
  wrong: string | undefined;
  /** Other places of the definition that name it. */
  uses: number;
  onChoose: (field: string) => void;
  onAct: (field: string, act: FieldAct) => void;
}

export type FieldAct = 'up' | 'down' | 'duplicate' | 'remove' | 'rename';

const actOf: Readonly<Record<string, FieldAct>> = { Delete: 'remove', F2: 'rename' };

/**
 * One field of the form as it is edited: what it is called, of what kind, and what hangs on it. Hundreds of them stand on the
 * page, so the buttons are the browser's own, and a row is drawn anew only when it has changed.
 */
export const FieldRow = memo(function FieldRow({
  code,
  schema,
  ui,
  required,
  chosen,
  wrong,
  uses,
  onChoose,
  onAct,
}: FieldRowProps) {
  const title = schema?.title ?? code;
  return (
    <li className={chosen ? 'rs-field rs-chosen' : 'rs-field'} data-field={code}>
      <button
        type="button"
        className="rs-field-name"
        aria-pressed={chosen}
        draggable
        onClick={() => onChoose(code)}
        onDragStart={(event) => event.dataTransfer.setData('application/x-field', code)}
        onKeyDown={(event) => {
          const act = event.altKey ? { ArrowUp: 'up', ArrowDown: 'down' }[event.key] : actOf[event.key];
          const copy = event.code === 'KeyD' && (event.ctrlKey || event.metaKey);
          const chosenAct = copy ? 'duplicate' : act;
          if (chosenAct === undefined) return;
          event.preventDefault();
          onAct(code, chosenAct as FieldAct);
        }}
      >
        <span>{title}</span>
        <span className="rg-muted">
          {schema === undefined ? 'поля нет в схеме' : kindWords(schema, ui)} · {code}
        </span>
      </button>
      <span className="rs-badges rs-field-badges">
        {wrong ? <Tag tone="error">{wrong}</Tag> : null}
        {required ? <Tag tone="neutral">обязательное</Tag> : null}
        {ui?.visible !== undefined ? <Tag tone="neutral">по условию</Tag> : null}
        {uses > 0 ? <Tag tone="neutral">{`названо: ${uses}`}</Tag> : null}
      </span>
      <span className="rs-acts">
        {acts.map(({ act, sign, label, title: hint }) => (
          <button
            key={act}
            type="button"
            className={act === 'remove' ? 'rs-act rs-act-danger' : 'rs-act'}
            aria-label={label(title)}
            title={hint}
            onClick={() => onAct(code, act)}
          >
            {sign}
          </button>
        ))}
      </span>
    </li>
  );
});

interface Act {
  readonly act: FieldAct;
  readonly sign: string;
  readonly label: (title: string) => string;
  readonly title: string;
}

const acts: readonly Act[] = [
  { act: 'up', sign: '↑', label: (title) => `↑ Выше: ${title}`, title: 'Выше (Alt+↑)' },
  { act: 'down', sign: '↓', label: (title) => `↓ Ниже: ${title}`, title: 'Ниже (Alt+↓)' },
  { act: 'duplicate', sign: 'Копия', label: (title) => `Копия: ${title}`, title: 'Копия (Ctrl+D)' },
  { act: 'remove', sign: '×', label: (title) => `× Удалить: ${title}`, title: 'Удалить (Del)' },
];
