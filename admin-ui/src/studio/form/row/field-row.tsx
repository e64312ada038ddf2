import type { FieldUi, JsonSchema } from '@reglament/format';
import { type DrawnField, takesRow } from '@reglament/runtime-ui/form';
import { Tag } from '@reglament/runtime-ui/ui';
import { type ComponentProps, memo, useEffect, useRef, useState } from 'react';
import type { PartAct } from '../inner/part-act.ts';
import { kindWords } from '../kind-words.ts';
import { goAlong } from './go-along.ts';
import { RowDrawing } from './row-drawing.tsx';
import { type GivenTitle, TitleInput } from './title-input.tsx';
import './field-row.css';
import './drawn-row.css';

export interface FieldRowProps {
  code: string;
  schema: JsonSchema | undefined;
  ui: FieldUi | undefined;
  required: boolean;
  chosen: boolean;
  /** The chosen one of what it is made of. */
  part: string | undefined;
  wrong: string | undefined;
  /** Other places of the definition that name it. */
  uses: number;
  /** Numbers of the requests that take its answer, as they stand on their tab: «1, 3». */
  requests: string;
  /** What drawing it takes; undefined: as a line of a list. */
  look: RowLook | undefined;
  /** Its menu, while that is open. */
  menu: React.ReactNode;
  onChoose: (field: string) => void;
  onAct: (field: string, act: FieldAct) => void;
  onTitle: (field: string, given: GivenTitle) => void;
  onPart: (place: { field: string; part: string }, act: PartAct) => void;
}

export type RowLook = Pick<DrawnField, 'named'> & Pick<ComponentProps<typeof RowDrawing>, 'grounds'>;

export type FieldAct = 'up' | 'down' | 'duplicate' | 'remove' | 'require' | 'insert' | 'menu';

const actOf: Readonly<Record<string, FieldAct>> = { Delete: 'remove', ContextMenu: 'menu' };

/**
 * One field of the form as it is edited: what people will see of it, and around that what it is called, of what kind, and what
 * hangs on it. Hundreds of them stand on the page, so the buttons are the browser's own, and a row is drawn anew only when it has
 * changed.
 */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { code, schema, ui, required, part, look, onAct, onTitle, onPart } = props;
  const [naming, setNaming] = useState<Naming>('not yet');
  const title = schema?.title ?? code;
  const drawn = look !== undefined && schema !== undefined;
  const input = (
    <TitleInput
      title={title}
      onTitle={(given) => {
        setNaming(given.stay ? 'done here' : 'not yet');
        onTitle(code, given);
      }}
    />
  );
  return (
    <li
      className={classOf(props)}
      data-field={code}
      onContextMenu={(event) => {
        if (event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        onAct(code, 'menu');
      }}
    >
      {/* By keyboard the same is in the menu of the row: a stop between any two rows would be one too many. */}
      <button
        type="button"
        tabIndex={-1}
        className="rs-insert"
        aria-label={`Добавить поле перед: ${title}`}
        title="Добавить поле сюда"
        onClick={() => onAct(code, 'insert')}
      >
        +
      </button>
      <div className="rs-field-head">
        {naming === 'now' && !drawn ? input : null}
        {naming === 'now' ? null : (
          <FieldName {...props} title={title} back={naming === 'done here'} onName={() => setNaming('now')} />
        )}
        <Badges {...props} />
        <Acts {...props} title={title} />
      </div>
      {naming === 'now' && drawn ? <div className="rs-naming">{input}</div> : null}
      {drawn ? (
        <RowDrawing
          {...{ code, schema, ui, required, part }}
          {...look}
          onPart={(own, act) => onPart({ field: code, part: own }, act)}
        />
      ) : null}
    </li>
  );
});

/** On the screen of the form it takes as much of a line as people will see it take. */
function classOf({ code, schema, ui, chosen, look }: FieldRowProps): string {
  const drawn = look !== undefined && schema !== undefined;
  const half = drawn && !takesRow({ code, schema, ui, named: look.named });
  return `rs-field${chosen ? ' rs-chosen' : ''}${drawn ? ' rs-drawn' : ''}${half ? ' rs-half' : ''}`;
}

function Acts({ code, required, menu, title, onAct }: FieldRowProps & { title: string }) {
  return (
    <span className="rs-acts">
      <button
        type="button"
        className={required ? 'rs-act rs-act-on' : 'rs-act'}
        aria-pressed={required}
        aria-label={`Обязательное: ${title}`}
        title={required ? 'Сделать необязательным' : 'Сделать обязательным'}
        onClick={() => onAct(code, 'require')}
      >
        *
      </button>
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
      {menu}
    </span>
  );
}

/** Whether the title is being written; after that the keyboard comes back to the row. */
type Naming = 'not yet' | 'now' | 'done here';

interface FieldNameProps extends FieldRowProps {
  title: string;
  back: boolean;
  onName: () => void;
}

function FieldName({ code, schema, ui, chosen, part, look, title, back, onName, onChoose, onAct }: FieldNameProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (back) button.current?.focus();
  }, [back]);
  return (
    <button
      ref={button}
      type="button"
      className="rs-field-name"
      aria-pressed={chosen && part === undefined}
      draggable
      onClick={() => onChoose(code)}
      onDoubleClick={onName}
      onDragStart={({ dataTransfer, currentTarget }) => {
        dataTransfer.setData('application/x-field', code);
        const row = currentTarget.closest('li');
        if (row !== null) dataTransfer.setDragImage(row, 12, 12);
      }}
      onKeyDown={(event) => {
        const act = event.altKey ? { ArrowUp: 'up', ArrowDown: 'down' }[event.key] : actOf[event.key];
        const copy = event.code === 'KeyD' && (event.ctrlKey || event.metaKey);
        const chosenAct = copy ? 'duplicate' : act;
        const along = event.altKey ? undefined : { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (event.key !== 'F2' && chosenAct === undefined && along === undefined) return;
        event.preventDefault();
        if (event.key === 'F2') onName();
        else if (along !== undefined) goAlong(event.currentTarget, along);
        else onAct(code, chosenAct as FieldAct);
      }}
    >
      <span className={look === undefined || schema === undefined ? undefined : 'rg-visually-hidden'}>{title}</span>
      <span className="rg-muted">{schema === undefined ? code : `${kindWords(schema, ui)} · ${code}`}</span>
    </button>
  );
}

/** What is to be known of a field without opening it; that it must be answered is told by its button. */
function Badges({ schema, ui, wrong, uses, requests }: FieldRowProps) {
  const filled = (ui?.fromBody ?? ui?.bodyIdentifier ?? schema?.default) !== undefined;
  return (
    <span className="rs-badges rs-field-badges">
      {wrong ? <Tag tone="error">{wrong}</Tag> : null}
      {schema === undefined ? <Tag tone="error">поля нет в схеме</Tag> : null}
      {ui?.visible !== undefined || ui?.required !== undefined ? <Tag tone="neutral">по условию</Tag> : null}
      {filled ? <Tag tone="neutral">заполнено заранее</Tag> : null}
      {requests === '' ? null : <Tag tone="neutral">{`в запросе ${requests}`}</Tag>}
      {uses > 0 ? <Tag tone="neutral">{`названо: ${uses}`}</Tag> : null}
    </span>
  );
}

interface Act {
  readonly act: FieldAct;
  readonly sign: string;
  readonly label: (title: string) => string;
  readonly title: string;
}

const acts: readonly Act[] = [
  { act: 'duplicate', sign: 'Копия', label: (title) => `Копия: ${title}`, title: 'Копия (Ctrl+D)' },
  { act: 'menu', sign: '↑↓', label: (title) => `↑↓ Переместить: ${title}`, title: 'Выше, ниже, в другой раздел' },
  { act: 'remove', sign: '×', label: (title) => `× Удалить: ${title}`, title: 'Удалить (Del)' },
];
