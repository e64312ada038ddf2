import type { JsonSchema } from '@reglament/format';
import { type AnySchema, followRefs } from '../../rule/type-of-schema.ts';
import { at } from '../finding.ts';
import { breaking, type Change, fromTo, harmless, same, type Touch } from './change.ts';

/** A question before and after, with where it stands and how a person calls it. */
export interface FieldPair {
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  readonly roots: { readonly before: AnySchema; readonly after: AnySchema };
  readonly pointer: string;
  readonly name: string;
  readonly touches: Touch;
}

/** What changed in the schema of a question, its groups and rows included. */
export function fieldChanges(pair: FieldPair): Change[] {
  const before = followRefs(pair.before, pair.roots.before) ?? pair.before;
  const after = followRefs(pair.after, pair.roots.after) ?? pair.after;
  if (same(before, after)) return [];
  const here = { ...pair, before, after };
  if (before.type !== after.type) {
    const kinds = fromTo(kindName(before.type), kindName(after.type));
    const text = ['fieldRetyped', pair.pointer, `${pair.name}: другой вид значения (${kinds})`] as const;
    return [breaking(text, pair.touches)];
  }
  return [
    ...wordChanges(here),
    ...valueChanges(here),
    ...limitChanges(here),
    ...innerChanges(here),
    ...otherChanges(here),
  ];
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'текст',
  number: 'число',
  integer: 'целое число',
  boolean: 'флажок',
  array: 'список',
  object: 'группа полей',
};

function kindName(type: string | undefined): string {
  return KINDS[type ?? ''] ?? 'любое';
}

function wordChanges({ before, after, pointer, name }: FieldPair): Change[] {
  const found: Change[] = [];
  if (before.title !== after.title)
    found.push(harmless(['fieldRenamed', pointer, `${name}: подпись теперь «${after.title ?? ''}»`]));
  if (before.description !== after.description)
    found.push(harmless(['fieldExplained', pointer, `${name}: изменено пояснение`]));
  if (!same(before.default, after.default))
    found.push(harmless(['defaultChanged', pointer, `${name}: изменено начальное значение`]));
  return found;
}

/** Choices with their titles, however they are written; undefined where anything may be answered. */
function choicesOf(schema: JsonSchema): ReadonlyMap<string, string> | undefined {
  const listed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (listed !== undefined) return new Map(listed.map((value) => [String(value), String(value)]));
  const choices = schema.oneOf ?? schema.anyOf;
  if (!choices?.every((one) => one.const !== undefined)) return undefined;
  return new Map(choices.map((one) => [String(one.const), one.title ?? String(one.const)]));
}

function valueChanges({ before, after, pointer, name, touches }: FieldPair): Change[] {
  const [old, now] = [choicesOf(before), choicesOf(after)];
  if (now === undefined) {
    return old === undefined
      ? []
      : [harmless(['choicesOpened', pointer, `${name}: вместо списка вариантов – любой ответ`])];
  }
  if (old === undefined)
    return [breaking(['choicesClosed', pointer, `${name}: ответ теперь только из списка`], touches)];
  const gone = [...old].filter(([value]) => !now.has(value)).map(([, title]) => `«${title}»`);
  const come = [...now].filter(([value]) => !old.has(value)).map(([, title]) => `«${title}»`);
  const retitled = [...now].filter(([value, title]) => old.has(value) && old.get(value) !== title);
  return [
    ...(gone.length > 0
      ? [breaking(['choiceRemoved', pointer, `${name}: убраны варианты ${gone.join(', ')}`], touches)]
      : []),
    ...(come.length > 0 ? [harmless(['choiceAdded', pointer, `${name}: добавлены варианты ${come.join(', ')}`])] : []),
    ...(retitled.length > 0 ? [harmless(['choiceRenamed', pointer, `${name}: варианты названы иначе`])] : []),
  ];
}

type Limit =
  | 'maxLength'
  | 'maximum'
  | 'exclusiveMaximum'
  | 'maxItems'
  | 'minLength'
  | 'minimum'
  | 'exclusiveMinimum'
  | 'minItems';

/** Bounds and what they bound; `most` bounds from above. */
const LIMITS: Readonly<Record<Limit, { readonly title: string; readonly most: boolean }>> = {
  maxLength: { title: 'наибольшая длина', most: true },
  maximum: { title: 'наибольшее значение', most: true },
  exclusiveMaximum: { title: 'верхняя граница', most: true },
  maxItems: { title: 'наибольшее число строк', most: true },
  minLength: { title: 'наименьшая длина', most: false },
  minimum: { title: 'наименьшее значение', most: false },
  exclusiveMinimum: { title: 'нижняя граница', most: false },
  minItems: { title: 'наименьшее число строк', most: false },
};

function limitChanges({ before, after, pointer, name, touches }: FieldPair): Change[] {
  return (Object.keys(LIMITS) as Limit[]).flatMap((key) => {
    const [old, now] = [before[key], after[key]];
    if (old === now) return [];
    const { title, most } = LIMITS[key];
    const tighter = now !== undefined && (old === undefined || (most ? now < old : now > old));
    const text = `${name}: ${title} – ${fromTo(old ?? 'без границы', now ?? 'без границы')}`;
    return [
      tighter ? breaking(['limitTightened', pointer, text], touches) : harmless(['limitLoosened', pointer, text]),
    ];
  });
}

/** Fields of a group and of rows. */
function innerChanges(pair: FieldPair): Change[] {
  const { before, after, pointer, name, touches, roots } = pair;
  const inner = propertyChanges({ ...pair, before, after });
  if (before.items === undefined || after.items === undefined) return inner;
  const items = { before: before.items, after: after.items, roots, touches };
  return [...inner, ...fieldChanges({ ...items, pointer: `${pointer}/items`, name: `${name}, строка` })];
}

function propertyChanges({ before, after, roots, pointer, name, touches }: FieldPair): Change[] {
  const [old, now] = [before.properties ?? {}, after.properties ?? {}];
  const demanded = new Set(before.required);
  const gone = Object.keys(old).filter((key) => !Object.hasOwn(now, key));
  const removed = gone.map((key) => {
    const title = `${name}: поля «${old[key]?.title ?? key}» больше нет`;
    return breaking(['fieldRemoved', `${pointer}/properties${at(key)}`, title], touches);
  });
  const rest = Object.entries(now).flatMap(([key, schema]): Change[] => {
    const place = `${pointer}/properties${at(key)}`;
    const title = `${name}, «${schema.title ?? key}»`;
    const known = Object.hasOwn(old, key) ? old[key] : undefined;
    const isNew = after.required?.includes(key) === true && !demanded.has(key);
    const required = isNew ? [breaking(['requiredAdded', place, `${title} стало обязательным`], touches)] : [];
    if (known === undefined) return [harmless(['fieldAdded', place, `${title}: новое поле`]), ...required];
    return [
      ...fieldChanges({ before: known, after: schema, roots, pointer: place, name: title, touches }),
      ...required,
    ];
  });
  return [...removed, ...rest];
}

/** Words, choices, bounds and inner fields have sentences of their own. */
const TOLD: ReadonlySet<string> = new Set([
  ...['type', 'title', 'description', 'default', 'examples', '$comment', 'enum', 'const', 'properties', 'items'],
  ...['required', 'definitions', '$ref', ...Object.keys(LIMITS)],
]);

function otherChanges({ before, after, pointer, name, touches }: FieldPair): Change[] {
  const isChoice = choicesOf(after) !== undefined || choicesOf(before) !== undefined;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...keys].filter(
    (key) =>
      !TOLD.has(key) &&
      !(isChoice && (key === 'oneOf' || key === 'anyOf')) &&
      !same(before[key as keyof JsonSchema], after[key as keyof JsonSchema]),
  );
  return changed.map((key) => {
    const dropped = !Object.hasOwn(after, key);
    if (dropped) return harmless(['checkDropped', pointer, `${name}: снята проверка «${key}»`]);
    return breaking(['checkChanged', pointer, `${name}: другая проверка ответа («${key}»)`], touches);
  });
}
