import type { MessageForm, RequestType } from '@reglament/format';
import { announce, Notice } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { AnswerRules } from '../studio/schema/answer-rules.tsx';
import type { EditSide } from './edit-type.ts';
import { FormPreview } from './form-preview.tsx';
import { PlaceProperties } from './place-properties.tsx';
import { hiddenFields, hideField, moveField, type PlaceRow, placeSections, showField } from './places.ts';
import { useWholeType } from './type-queries.ts';

interface PlacesTabProps {
  draft: string;
  name: 'question' | 'answer';
  side: MessageForm | undefined;
  onEdit: EditSide;
}

/** «Вопрос», «Ответ»: the places of the message on the left, how the clerk sees them on the right. */
export function PlacesTab({ draft, name, side, onEdit }: PlacesTabProps) {
  const [chosen, setChosen] = useState<string>();
  const focus = useRef<string>(undefined);
  useEffect(() => {
    if (focus.current === undefined) return;
    document.querySelector<HTMLElement>(`[data-place="${CSS.escape(focus.current)}"]`)?.focus();
    focus.current = undefined;
  });
  if (side === undefined) return null;
  const hide = ({ path, schema }: PlaceRow, next: string | undefined) => {
    onEdit(`Убрано поле: ${schema.title ?? path}`, (one) => hideField(one, path));
    if (chosen === path) setChosen(undefined);
    focus.current = next;
    announce(`Поле «${schema.title ?? path}» убрано. Оно в списке убранных под формой.`);
  };
  const move = ({ path, schema }: PlaceRow, by: -1 | 1) => {
    onEdit(`Перемещено поле: ${schema.title ?? path}`, (one) => moveField(one, path, by));
    focus.current = path;
    announce(`«${schema.title ?? path}» – ${by < 0 ? 'выше' : 'ниже'}`);
  };
  const sections = placeSections(side);
  const order = sections.flatMap(({ rows }) => rows.map(({ path }) => path));
  return (
    <div className="rt-sides">
      <div>
        <p className="rg-muted">
          Место сообщения задано поставщиком и не меняется; название, порядок и пояснение – ваши. Лишнее уберите: оно
          останется незаполненным.
        </p>
        {sections.map(({ code, title, rows }) => (
          <section key={code} className="rg-card rs-section" aria-label={`Раздел: ${title}`}>
            <h2>{title}</h2>
            {rows.map((row) => (
              <PlaceLine
                key={row.path}
                row={row}
                chosen={chosen === row.path}
                name={name}
                side={side}
                onChoose={() => setChosen(chosen === row.path ? undefined : row.path)}
                onMove={(by) => move(row, by)}
                onHide={() => hide(row, nextOf(order, row.path))}
                onEdit={onEdit}
              />
            ))}
          </section>
        ))}
        <Hidden draft={draft} name={name} side={side} onEdit={onEdit} />
        <AnswerRules form={side.form} onChange={(label, form) => onEdit(label, (one) => ({ ...one, form }))} />
      </div>
      <section className="rt-preview" aria-label="Предпросмотр формы">
        <h2>{name === 'question' ? 'Как увидит сотрудник' : 'Что придёт в ответе'}</h2>
        <FormPreview name={`${name}Preview`} form={side.form} />
      </section>
    </div>
  );
}

/** Where the keyboard goes on when a row is gone: the next one that stays. */
function nextOf(order: readonly string[], path: string): string | undefined {
  const stays = (one: string) => one !== path && !one.startsWith(`${path}.`) && !one.startsWith(`${path}[].`);
  const at = order.indexOf(path);
  return order.slice(at + 1).find(stays) ?? order.slice(0, at).toReversed().find(stays);
}

interface PlaceLineProps {
  row: PlaceRow;
  name: 'question' | 'answer';
  chosen: boolean;
  side: MessageForm;
  onChoose: () => void;
  onMove: (by: -1 | 1) => void;
  onHide: () => void;
  onEdit: EditSide;
}

function PlaceLine({ row, name, chosen, side, onChoose, onMove, onHide, onEdit }: PlaceLineProps) {
  const title = row.schema.title ?? row.path;
  return (
    <div className={chosen ? 'rt-place rs-chosen' : 'rt-place'} style={{ marginInlineStart: row.depth * 18 }}>
      <div className="rt-place-head">
        <button
          type="button"
          className="rs-field-name"
          data-place={row.path}
          aria-expanded={chosen}
          onClick={onChoose}
          onKeyDown={(event) => {
            if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
            event.preventDefault();
            const up = event.key === 'ArrowUp';
            if (!(up ? row.first : row.last)) onMove(up ? -1 : 1);
          }}
        >
          {title} {row.required ? <span className="rt-required">обязательное</span> : null}
          {row.place === undefined ? null : <span className="rg-muted rt-wire">{row.place}</span>}
        </button>
        <span className="rs-acts">
          <Button size="small" aria-label={`↑ Выше: ${title}`} disabled={row.first} onClick={() => onMove(-1)}>
            ↑
          </Button>
          <Button size="small" aria-label={`↓ Ниже: ${title}`} disabled={row.last} onClick={() => onMove(1)}>
            ↓
          </Button>
          <Button size="small" aria-label={`Убрать: ${title}`} onClick={onHide}>
            Убрать
          </Button>
        </span>
      </div>
      {chosen ? <PlaceProperties row={row} name={name} side={side} onEdit={onEdit} /> : null}
    </div>
  );
}

interface HiddenProps {
  draft: string;
  name: 'question' | 'answer';
  side: MessageForm;
  onEdit: EditSide;
}

/** What the provider's files have and the form has not. */
function Hidden({ draft, name, side, onEdit }: HiddenProps) {
  const { data, error } = useWholeType(draft);
  if (error) return <Notice tone="warning">Убранные поля не показаны: {error.message}</Notice>;
  const whole = (data?.type as unknown as RequestType | null | undefined)?.message?.[name];
  if (whole === undefined) return null;
  const hidden = hiddenFields(side, whole);
  if (hidden.length === 0) return null;
  return (
    <section className="rg-card rs-section" aria-label="Убранные поля">
      <h2>Убрано из формы</h2>
      <ul className="rs-list">
        {hidden.map(({ path, title }) => (
          <li key={path} className="rt-place-head">
            <span className="rs-field-name">{title}</span>
            <Button
              size="small"
              aria-label={`Вернуть: ${title}`}
              onClick={() => {
                onEdit(`Возвращено поле: ${title}`, (one) => showField(one, whole, path));
                announce(`Поле «${title}» снова в форме`);
              }}
            >
              Вернуть
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
