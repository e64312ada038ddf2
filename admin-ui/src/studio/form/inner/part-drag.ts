import type { DragEvent } from 'react';
import { innerKinds } from './inner-commands.ts';
import type { PartAct } from './part-act.ts';
import type { PartPlace, Side } from './part-moves.ts';

/** What a kind of the palette carries beside its code where it can be a part: over a row only the types can be read. */
export const PART_KIND = 'application/x-part-kind';
const KIND = 'application/x-field-kind';

/** Of which field: its name is a part of the type, for it cannot be read before the drop. */
const ownType = (field: string) => `application/x-part-of-${field.toLowerCase()}`;

interface Dragged extends PartPlace {
  onAct: (act: PartAct) => void;
}

/** A part is dragged beside another of the same field; a kind of the palette is dropped beside a part, and is one itself then. */
export function partDrag({ field, part, onAct }: Dragged) {
  const takes = ({ types }: DataTransfer) => types.includes(PART_KIND) || types.includes(ownType(field));
  return {
    onDragStart: (event: DragEvent<HTMLElement>) => {
      event.stopPropagation();
      event.dataTransfer.setData(ownType(field), part);
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!takes(event.dataTransfer)) return;
      event.preventDefault();
      event.stopPropagation();
      event.currentTarget.dataset.drop = sideOf(event) === 0 ? 'before' : 'behind';
    },
    onDragLeave: ({ currentTarget }: DragEvent<HTMLElement>) => {
      delete currentTarget.dataset.drop;
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      if (!takes(event.dataTransfer)) return;
      event.preventDefault();
      event.stopPropagation();
      delete event.currentTarget.dataset.drop;
      const side = sideOf(event);
      const take = event.dataTransfer.getData(ownType(field));
      const kind = innerKinds.find(({ code }) => code === event.dataTransfer.getData(KIND));
      if (take !== '') onAct({ take, side });
      else if (kind !== undefined) onAct({ add: kind, side });
    },
  };
}

/** In the first half of it, along the line or from top to bottom as it is wider or higher. */
function sideOf({ currentTarget, clientX, clientY }: DragEvent<HTMLElement>): Side {
  const { top, left, width, height } = currentTarget.getBoundingClientRect();
  const isHalf = width < (currentTarget.parentElement?.clientWidth ?? width) * 0.7;
  return (isHalf ? clientX < left + width / 2 : clientY < top + height / 2) ? 0 : 1;
}
