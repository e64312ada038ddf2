import type { ServiceDefinition } from '@reglament/format';
import { announce } from '@reglament/runtime-ui/ui';
import { russian } from '../../words.ts';
import { type Hands, titleInput } from '../hands.ts';
import { moveInner, removeInner } from './inner-commands.ts';
import type { PartAct } from './part-act.ts';
import { addPart, type MovedPart, nameAround, partBeside, partInto, partOut, splitPart } from './part-moves.ts';
import { aroundPart, changePart, chosenAt, partAt, placeOf } from './part-path.ts';

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
    const { onChoose, focus } = hands;
    if (act === 'choose' || act === 'name') {
      onChoose(chosenAt(place));
      if (act === 'name') focus.current = titleInput;
      return;
    }
    if (act === 'up' || act === 'down') moving(hands, place, act === 'up' ? -1 : 1);
    else if (act === 'remove') removing(hands, place);
    else going(hands, place, act);
  };

function removing(hands: Hands, place: PartDoing): void {
  const { edit, onChoose, focus } = hands;
  const title = titleOf(hands, place);
  const { code } = splitPart(place.part);
  edit(`Удалено поле записи: ${title}`, (one) => changePart(one, place, (around) => removeInner(around, code)));
  onChoose(place.field);
  focus.current = place.field;
  announce(`Поле записи «${title}» удалено`);
}

/** Into a group, out of one, beside another; a new one is named at once. */
function going(hands: Hands, place: PartDoing, act: Exclude<PartAct, string> | 'out'): void {
  const { service, edit, onChoose, focus } = hands;
  const made = movedBy(service, place, act);
  if (made.service === service) {
    announce('Сюда нельзя');
    return;
  }
  const isNew = act !== 'out' && 'add' in act;
  const title = isNew
    ? act.add.title
    : titleOf(hands, act !== 'out' && 'take' in act ? { ...place, part: act.take } : place);
  const step = isNew ? `Добавлено поле записи: ${title}` : `Перемещено поле записи: ${title}`;
  edit(step, (one) => movedBy(one, place, act).service);
  onChoose(made.chosen);
  focus.current = isNew ? titleInput : made.chosen;
  announce(isNew ? `Добавлено поле «${title}». Назовите его.` : `«${title}»: теперь в «${homeOf(made)}»`);
}

function movedBy(service: ServiceDefinition, place: PartDoing, act: Exclude<PartAct, string> | 'out'): MovedPart {
  if (act === 'out') return partOut(service, place);
  if ('into' in act) return partInto(service, place, act.into);
  if ('add' in act) return addPart(service, place, { kind: act.add, side: act.side });
  return partBeside(service, { ...place, part: act.take }, { near: place.part, side: act.side });
}

/** What it stands in now, as people call it. */
function homeOf({ service, chosen }: MovedPart): string {
  const { field, part } = placeOf(chosen);
  const whole = service.form.schema.properties[field];
  if (part !== undefined && whole !== undefined) return nameAround(whole, { field, part });
  return russian(service.form.sections.find(({ fields }) => fields.includes(field))?.title);
}

function moving(hands: Hands, place: PartDoing, by: -1 | 1): void {
  const { service, edit, focus } = hands;
  const whole = service.form.schema.properties[place.field];
  const code = splitPart(place.part).code;
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
  return partAt(service.form.schema.properties[field], part)?.title ?? splitPart(part).code;
}
