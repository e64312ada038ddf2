import { announce } from '@reglament/runtime-ui/ui';
import { type Hands, titleInput } from '../hands.ts';
import type { PartAct } from '../row/part-layer.tsx';
import { moveInner, removeInner } from './inner-commands.ts';
import { aroundPart, changePart, chosenAt, partAt } from './part-path.ts';

interface PartDoing {
  readonly field: string;
  readonly part: string;
  /** The keyboard is not on the part, and remains where it is. */
  readonly stay?: boolean;
}

/** What is done with a part of a group or of a row, in the drawing and in the tree. */
export const parting =
  (hands: Hands) =>
  (place: PartDoing, act: PartAct): void => {
    const { edit, onChoose, focus } = hands;
    const { field, part } = place;
    if (act === 'choose' || act === 'name') {
      onChoose(chosenAt(place));
      if (act === 'name') focus.current = titleInput;
      return;
    }
    if (act !== 'remove') {
      moving(hands, place, act === 'up' ? -1 : 1);
      return;
    }
    const title = titleOf(hands, place);
    const code = codeOf(part);
    edit(`Удалено поле записи: ${title}`, (one) => changePart(one, place, (around) => removeInner(around, code)));
    onChoose(field);
    focus.current = field;
    announce(`Поле записи «${title}» удалено`);
  };

function moving(hands: Hands, place: PartDoing, by: -1 | 1): void {
  const { service, edit, focus } = hands;
  const whole = service.form.schema.properties[place.field];
  const code = codeOf(place.part);
  const order = Object.keys((whole && aroundPart(whole, place.part)?.properties) ?? {});
  const to = order.indexOf(code) + by;
  if (to < 0 || to >= order.length) {
    announce('Дальше некуда');
    return;
  }
  const title = titleOf(hands, place);
  edit(`Перемещено поле записи: ${title}`, (one) => changePart(one, place, (around) => moveInner(around, code, by)));
  if (place.stay !== true) focus.current = chosenAt(place);
  announce(`«${title}»: место ${to + 1}`);
}

function titleOf({ service }: Hands, { field, part }: PartDoing): string {
  return partAt(service.form.schema.properties[field], part)?.title ?? codeOf(part);
}

function codeOf(part: string): string {
  return part.slice(part.lastIndexOf('/') + 1);
}
