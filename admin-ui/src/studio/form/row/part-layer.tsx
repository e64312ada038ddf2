import type { JsonSchema } from '@reglament/format';
import { Fragment, type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import type { PartAct } from '../inner/part-act.ts';
import { partDrag } from '../inner/part-drag.ts';
import { PartMenu } from '../inner/part-menu.tsx';
import { type FormPart, partsOf } from '../inner/part-path.ts';
import { kindWords } from '../kind-words.ts';
import { goAlong } from './go-along.ts';
import './part-layer.css';

interface PartLayerProps {
  /** The drawing that it lies over. */
  drawing: RefObject<HTMLElement | null>;
  code: string;
  schema: JsonSchema;
  /** The chosen one. */
  part: string | undefined;
  onPart: (part: string, act: PartAct) => void;
}

/** What a drawn group, or a row of what repeats, is made of: the drawing lets nothing in, so over each part lies a button. */
export function PartLayer({ drawing, code, schema, part, onPart }: PartLayerProps) {
  const parts = useMemo(() => partsOf(schema), [schema]);
  const boxes = useBoxes(drawing, code, parts);
  const [menu, setMenu] = useState<string>();
  return parts.map((own) => {
    const box = boxes.get(own.part);
    if (box === undefined) return null;
    const onAct = (act: PartAct) => onPart(own.part, act);
    return (
      <Fragment key={own.part}>
        <PartButton
          {...{ ...own, field: code, box, onAct }}
          chosen={own.part === part}
          onMenu={() => setMenu(own.part)}
        />
        {menu === own.part ? (
          <PartMenu
            {...{ whole: schema, field: code, part: own.part, onAct }}
            open
            onClose={(back) => {
              setMenu(undefined);
              if (back) drawing.current?.querySelector<HTMLElement>(`[data-part="${own.part}"]`)?.focus();
            }}
          >
            <span className="rs-part-anchor" style={{ top: box.top + box.height, left: box.left + box.width }} />
          </PartMenu>
        ) : null}
      </Fragment>
    );
  });
}

interface Box {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Where the parts are drawn, from the corner of the drawing; it is wrapped anew with the width of the window. */
function useBoxes(drawing: RefObject<HTMLElement | null>, code: string, parts: readonly FormPart[]) {
  const [boxes, setBoxes] = useState<ReadonlyMap<string, Box>>(new Map());
  useLayoutEffect(() => {
    const around = drawing.current;
    if (around === null || parts.length === 0) return;
    const measure = () => {
      const found = parts.flatMap(({ part, id }) => {
        const box = boxOf(around, `drawn-${code}_${code}${id}`);
        return box === undefined ? [] : [[part, box] as const];
      });
      setBoxes(new Map(found));
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(around);
    return () => watcher.disconnect();
  }, [drawing, code, parts]);
  return boxes;
}

function boxOf(around: HTMLElement, id: string): Box | undefined {
  const element = document.getElementById(id) ?? document.getElementById(`${id}__label`);
  const own = element?.closest('.rg-field')?.getBoundingClientRect();
  if (own === undefined) return undefined;
  const corner = around.getBoundingClientRect();
  return { top: own.top - corner.top, left: own.left - corner.left, width: own.width, height: own.height };
}

interface PartButtonProps extends FormPart {
  field: string;
  box: Box;
  chosen: boolean;
  onAct: (act: PartAct) => void;
  onMenu: () => void;
}

/** By keyboard the arrows come here from the rows; a stop for each would be many too many. */
function PartButton({ field, part, schema, box, chosen, onAct, onMenu }: PartButtonProps) {
  const code = part.slice(part.lastIndexOf('/') + 1);
  const title = schema.title ?? code;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={chosen ? 'rs-drawn-part rs-drawn-part-chosen' : 'rs-drawn-part'}
      style={box}
      data-part={part}
      aria-pressed={chosen}
      aria-label={`${title}: ${kindWords(schema, undefined)}, поле записи`}
      title={`${title} · ${kindWords(schema, undefined)} · ${code}`}
      draggable
      {...partDrag({ field, part, onAct })}
      onClick={() => onAct('choose')}
      onContextMenu={(event) => {
        // The menu of the row is another one.
        event.stopPropagation();
        event.preventDefault();
        onMenu();
      }}
      onDoubleClick={() => onAct('name')}
      onKeyDown={(event) => {
        const act = event.altKey ? moves[event.key] : actOf[event.key];
        const along = event.altKey ? undefined : { ArrowUp: -1, ArrowDown: 1 }[event.key];
        const isMenu = event.key === 'ContextMenu';
        if (act === undefined && along === undefined && !isMenu) return;
        event.preventDefault();
        if (isMenu) onMenu();
        if (act !== undefined) onAct(act);
        else if (along !== undefined) goAlong(event.currentTarget, along);
      }}
    />
  );
}

const moves: Readonly<Record<string, PartAct>> = { ArrowUp: 'up', ArrowDown: 'down' };
const actOf: Readonly<Record<string, PartAct>> = { Delete: 'remove', F2: 'name' };
