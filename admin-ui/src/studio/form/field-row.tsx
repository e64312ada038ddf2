import type { FieldUi, JsonSchema } from '@reglament/format';
import { Tag } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { kindWords } from './kind-words.ts';

export interface FieldRowProps {
  code: string;
  schema: JsonSchema | undefined;
  ui: FieldUi | undefined;
  required: boolean;
  chosen: boolean;
  wrong: string | undefined;
  /** Other places of the definition that name it. */
  uses: number;
  onChoose: () => void;
  onAct: (act: FieldAct) => void;
}

export type FieldAct = 'up' | 'down' | 'duplicate' | 'remove' | 'rename';

const actOf: Readonly<Record<string, FieldAct>> = { Delete: 'remove', F2: 'rename' };

/** One field of the form as it is edited: what it is called, of what kind, and what hangs on it. */
export function FieldRow({ code, schema, ui, required, chosen, wrong, uses, onChoose, onAct }: FieldRowProps) {
  const title = schema?.title ?? code;
  return (
    <li className={chosen ? 'rs-field rs-chosen' : 'rs-field'} data-field={code}>
      <button
        type="button"
        className="rs-field-name"
        aria-pressed={chosen}
        draggable
        onClick={onChoose}
        onDragStart={(event) => event.dataTransfer.setData('application/x-field', code)}
        onKeyDown={(event) => {
          const act = event.altKey ? { ArrowUp: 'up', ArrowDown: 'down' }[event.key] : actOf[event.key];
          const copy = event.code === 'KeyD' && (event.ctrlKey || event.metaKey);
          const chosenAct = copy ? 'duplicate' : act;
          if (chosenAct === undefined) return;
          event.preventDefault();
          onAct(chosenAct as FieldAct);
        }}
      >
        <span>{title}</span>
        <span className="rg-muted">
          {schema === undefined ? 'поля нет в схеме' : kindWords(schema, ui)} · {code}
        </span>
      </button>
      <span className="rs-badges">
        {wrong ? <Tag tone="error">{wrong}</Tag> : null}
        {required ? <Tag tone="neutral">обязательное</Tag> : null}
        {ui?.visible !== undefined ? <Tag tone="neutral">по условию</Tag> : null}
        {uses > 0 ? <Tag tone="neutral">{`названо ещё: ${uses}`}</Tag> : null}
      </span>
      <span className="rs-acts">
        <Button size="small" aria-label={`↑ Выше: ${title}`} title="Выше (Alt+↑)" onClick={() => onAct('up')}>
          ↑
        </Button>
        <Button size="small" aria-label={`↓ Ниже: ${title}`} title="Ниже (Alt+↓)" onClick={() => onAct('down')}>
          ↓
        </Button>
        <Button size="small" aria-label={`Копия: ${title}`} title="Копия (Ctrl+D)" onClick={() => onAct('duplicate')}>
          Копия
        </Button>
        <Button
          size="small"
          danger
          aria-label={`× Удалить: ${title}`}
          title="Удалить (Del)"
          onClick={() => onAct('remove')}
        >
          ×
        </Button>
      </span>
    </li>
  );
}
