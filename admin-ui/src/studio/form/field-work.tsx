import type { ServiceDefinition } from '@reglament/format';
import { announce } from '@reglament/runtime-ui/ui';
import { useEffect, useReducer, useState } from 'react';
import { russian } from '../words.ts';
import { addBlock, type ReadyBlock } from './block/ready-blocks.ts';
import type { FieldKind } from './field-kinds.ts';
import { useRemoval } from './field-removal.tsx';
import {
  addField,
  duplicateField,
  type FieldPlace,
  findField,
  moveField,
  neighbourPlace,
  requireField,
} from './form-commands.ts';
import { type FieldWorkProps, type Focus, type Hands, titleInput } from './hands.ts';
import { innerKinds } from './inner/inner-commands.ts';
import { chosenAt, type Place, placeOf } from './inner/part-path.ts';
import { parting } from './inner/part-work.ts';
import type { FieldAct } from './row/field-row.tsx';
import type { GivenTitle } from './row/title-input.tsx';
import { titledField } from './titled-field.ts';
import { useSteady } from './use-steady.ts';

export type FieldWork = ReturnType<typeof useFieldWork>['work'];

/** Adding, moving, copying, naming, deleting: told to a screen reader, the focus goes along. `work` stays the same. */
export function useFieldWork(props: FieldWorkProps) {
  const focus = useFocus();
  const [inserting, setInserting] = useState<FieldPlace>();
  const [menu, setMenu] = useState<string>();
  const remove = useRemoval(props);
  const hands = { ...props, focus, setInserting };
  const move = moving(hands);
  const acts: Readonly<Record<FieldAct, (field: string) => void>> = {
    up: (field) => step(field, -1),
    down: (field) => step(field, 1),
    insert: (field) => setInserting(findField(props.service.form, field)),
    menu: setMenu,
    require: requiring(hands),
    remove: (field) => {
      // The keyboard goes on from the next field, or from the one before the last.
      const order = props.service.form.sections.flatMap(({ fields }) => fields);
      const at = order.indexOf(field);
      remove(field, () => {
        focus.current = order[at + 1] ?? order[at - 1];
      });
    },
    duplicate: duplicating(hands),
  };
  /** `stay`: the keyboard is not on the row, and remains where it is. */
  const step = (field: string, by: -1 | 1, stay = false) => {
    const place = neighbourPlace(props.service.form, field, by);
    if (place === undefined) announce('Дальше некуда');
    else move(field, place, stay);
  };
  const closeMenu = (back: boolean) => {
    if (back) focus.current = menu;
    setMenu(undefined);
  };
  const work = useSteady({
    ...{ add: adding(hands), addBlock: putting(hands), name: naming(hands), move, step, goTo: going(hands) },
    ...{ setInserting, closeMenu, part: parting(hands) },
    act: (field: string, act: FieldAct) => acts[act](field),
  });
  return { work, inserting, menu };
}

/** What stands on the page by now gets it. */
function useFocus(): Focus {
  const [, look] = useReducer((times: number) => times + 1, 0);
  const [focus] = useState(() => focusTelling(look));
  useEffect(() => {
    if (focus.current === undefined) return;
    const found = focus.current === titleInput ? document.querySelector<HTMLElement>(titleInput) : rowOf(focus.current);
    if (found === null) return;
    if (focus.current === titleInput) showChosen();
    found.focus();
    // What it is called by itself is typed over at once.
    if (focus.current === titleInput && found instanceof HTMLInputElement) found.select();
    focus.current = undefined;
  });
  return focus;
}

/** What is asked for is looked for, though nothing else has changed. */
function focusTelling(look: () => void): Focus {
  let place: string | undefined;
  return {
    get current() {
      return place;
    },
    set current(next) {
      place = next;
      if (next !== undefined) look();
    },
  };
}

function rowOf(chosen: string): HTMLElement | null {
  const { field, part } = placeOf(chosen);
  const own = part === undefined ? '.rs-field-name' : `[data-part="${part}"]`;
  return document.querySelector<HTMLElement>(`[data-field="${field}"] ${own}`);
}

/** The row of what is being named may be far from what one looks at. */
function showChosen(): void {
  const row = document.querySelector('.rs-field.rs-chosen');
  const box = row?.getBoundingClientRect();
  if (box === undefined || (box.top >= 0 && box.bottom <= window.innerHeight)) return;
  row?.scrollIntoView({ block: 'center' });
}

const titleIn = ({ form }: ServiceDefinition, field: string) => form.schema.properties[field]?.title ?? field;

const adding = (hands: Hands) => {
  const { service, edit, chosen, part, onChoose, focus, setInserting } = hands;
  return (kind: FieldKind, place?: FieldPlace) => {
    const own = innerKinds.find(({ code }) => code === kind.code);
    // Behind what is chosen, also where that is a part of a group or of a row.
    if (place === undefined && chosen !== undefined && part !== undefined && own !== undefined) {
      return parting(hands)({ field: chosen, part }, { add: own, side: 1 });
    }
    const made = addField(service, kind, place ?? behind(service, chosen));
    edit(`Добавлено поле: ${kind.title}`, () => made.service);
    setInserting(undefined);
    onChoose(made.field);
    focus.current = titleInput;
    announce(`Добавлено поле «${kind.title}». Назовите его.`);
  };
};

const putting =
  ({ service, edit, onChoose, focus }: Hands) =>
  (block: ReadyBlock) => {
    const made = addBlock(service, block);
    edit(`Добавлен блок: ${block.title}`, () => made);
    const first = made.form.sections.at(-1)?.fields[0];
    onChoose(first);
    focus.current = first;
    announce(`Добавлен раздел «${russian(made.form.sections.at(-1)?.title)}» в конец формы`);
  };

const moving =
  ({ service, edit, focus }: Hands) =>
  (field: string, place: FieldPlace, stay = false) => {
    const title = titleIn(service, field);
    edit(`Перемещено поле: ${title}`, (one) => moveField(one, field, place));
    if (!stay) focus.current = field;
    const section = service.form.sections.find(({ code }) => code === place.section);
    announce(`«${title}»: раздел «${russian(section?.title)}», место ${place.index + 1}`);
  };

/** To its row, or to the part in it, in the middle of the sight. */
const going =
  ({ onChoose, focus }: Hands) =>
  (place: Place) => {
    onChoose(chosenAt(place));
    // A part is there once its field is drawn.
    const row = rowOf(chosenAt(place)) ?? rowOf(place.field);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
    if (row === null) focus.current = place.field;
  };

const naming =
  ({ service, edit, frozen, chosen, onChoose, focus }: Hands) =>
  (field: string, { title, stay }: GivenTitle) => {
    if (title === titleIn(service, field)) return;
    const made = titledField(service, field, { title, frozen });
    edit(`Название поля: ${title}`, () => made.service);
    // Under another code it is another row.
    if (made.field === field) return;
    if (stay) focus.current = made.field;
    if (chosen === field) onChoose(made.field);
  };

const requiring =
  ({ service, edit }: Hands) =>
  (field: string) => {
    const wanted = !(service.form.schema.required?.includes(field) ?? false);
    const title = titleIn(service, field);
    edit(`Обязательность: ${title}`, (one) => requireField(one, field, wanted));
    announce(`«${title}»: ${wanted ? 'обязательное' : 'необязательное'}`);
  };

const duplicating =
  ({ service, edit, onChoose, focus }: Hands) =>
  (field: string) => {
    const made = duplicateField(service, field);
    if (made === undefined) return;
    edit(`Копия поля: ${titleIn(service, field)}`, () => made.service);
    onChoose(made.field);
    focus.current = titleInput;
  };

/** Behind what is chosen. */
export function behind({ form }: ServiceDefinition, chosen: string | undefined): FieldPlace | undefined {
  const own = chosen === undefined ? undefined : findField(form, chosen);
  return own && { ...own, index: own.index + 1 };
}
