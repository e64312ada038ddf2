import type { Mapping, MappingRow } from '@reglament/format';
import { checkCondition } from '../rule/check.ts';
import type { NamedRule } from '../rule/rule-context.ts';
import { ANY, type AnySchema, type RuleType, typeAt } from '../rule/type-of-schema.ts';
import { converted } from './converter-types.ts';
import { isJoining, nameOf } from './converters.ts';
import { misfit } from './fitting.ts';
import { sourcesOf, stepsOfRow } from './mapping.ts';
import { listsIn, segmentsOf } from './mapping-path.ts';
import { unmappedRequired } from './required-targets.ts';

export interface MappingSides {
  readonly source: AnySchema;
  readonly target: AnySchema;
  /** «в ответе»: where a source would have to stand, for people. */
  readonly sourceName?: string;
  /** What conditions of rows read; without it, the source. */
  readonly conditions?: AnySchema;
  readonly rules?: Readonly<Record<string, NamedRule>>;
  /** Nobody fills in the rest by hand: what the target demands has to be mapped. */
  readonly complete?: boolean;
}

export interface MappingProblem {
  readonly code: string;
  /** JSON pointer from the mapping. */
  readonly pointer: string;
  readonly message: string;
  readonly todo: string;
}

/** What is wrong with a mapping between two schemas: places that are not there, types that cannot meet, what is written twice. */
export function checkMapping(mapping: Mapping, sides: MappingSides): MappingProblem[] {
  return [
    ...mapping.flatMap((row, index) => rowProblems(row, `/${index}`, sides)),
    ...twiceProblems(mapping),
    ...(sides.complete ? requiredProblems(mapping, sides.target) : []),
  ];
}

function rowProblems(row: MappingRow, pointer: string, sides: MappingSides): MappingProblem[] {
  const target = typeOfPath(sides.target, row.to);
  const found = [...conditionProblems(row, pointer, sides), ...sourceProblems(row, pointer)];
  if (target === undefined) {
    const message = `Места «${row.to}» нет`;
    found.push({ code: 'unknownTarget', pointer: `${pointer}/to`, message, todo: `Исправьте путь. ${LISTS}` });
  }
  const unknown = sourcesOf(row).flatMap((path, index) => {
    if (typeOfPath(sides.source, path) !== undefined) return [];
    const place = Array.isArray(row.from) ? `${pointer}/from/${index}` : `${pointer}/from`;
    const todo = 'Выберите другой источник или удалите строку';
    return [{ code: 'unknownSource', pointer: place, message: absent(path, sides), todo }];
  });
  if (unknown.length > 0 || target === undefined || found.length > 0) return [...found, ...unknown];
  return typeProblems(row, pointer, { source: sourceType(row, sides.source), target });
}

function absent(path: string, { sourceName }: MappingSides): string {
  return sourceName === undefined ? `Источника «${path}» нет` : `Поля «${path}» ${sourceName} нет`;
}

const LISTS = 'Поле строки списка пишется как список[].поле';

function conditionProblems({ when }: MappingRow, pointer: string, sides: MappingSides): MappingProblem[] {
  if (when === undefined) return [];
  return checkCondition(when, sides.conditions ?? sides.source, sides.rules).map((problem) => ({
    code: problem.code,
    pointer: `${pointer}/when${problem.pointer}`,
    message: problem.message,
    todo: 'Исправьте условие строки',
  }));
}

/** How many sources a row has, and whether their lists match those of the target. */
function sourceProblems(row: MappingRow, pointer: string): MappingProblem[] {
  const sources = sourcesOf(row);
  const [first] = stepsOfRow(row);
  const isConstant = first !== undefined && nameOf(first) === 'const';
  if (sources.length === 0 && !isConstant) {
    const text = {
      message: 'Не сказано, откуда взять значение',
      todo: 'Выберите источник (from) или постоянное значение (const)',
    };
    return [{ code: 'missingSource', pointer, ...text }];
  }
  if (sources.length > 1 && !isJoining(first)) {
    const text = {
      message: 'Источников несколько, а преобразование берёт один',
      todo: 'Первым выберите преобразование «Фамилия, имя, отчество в одну строку» (fullName) или «Несколько значений через разделитель» (join)',
    };
    return [{ code: 'severalSources', pointer: `${pointer}/from`, ...text }];
  }
  const lists = new Set(sources.map(listsIn));
  const [depth = 0] = lists;
  if (lists.size > 1 || (depth < listsIn(row.to) && sources.length > 0)) {
    const text = { message: 'Списки источника и места не совпадают', todo: 'Пишите [] в обоих путях одинаково' };
    return [{ code: 'listsDiffer', pointer: `${pointer}/from`, ...text }];
  }
  return [];
}

/** Several sources come together as a list, and so do rows that the target does not go through. */
function sourceType(row: MappingRow, source: AnySchema): RuleType {
  const [first, ...more] = sourcesOf(row);
  if (first === undefined) return ANY;
  const own = typeOfPath(source, first) ?? ANY;
  const type: RuleType = more.length === 0 ? own : { kind: 'list', item: own };
  return listsIn(first) > listsIn(row.to) ? { kind: 'list', item: type } : type;
}

function typeProblems(
  row: MappingRow,
  pointer: string,
  { source, target }: { readonly source: RuleType; readonly target: RuleType },
): MappingProblem[] {
  let type = source;
  for (const [index, step] of stepsOfRow(row).entries()) {
    const next = converted(type, step);
    if (next === undefined) {
      const place = Array.isArray(row.convert) ? `${pointer}/convert/${index}` : `${pointer}/convert`;
      const message = `Преобразование «${nameOf(step)}» не берёт такое значение`;
      return [{ code: 'wrongConverter', pointer: place, message, todo: 'Выберите другое преобразование или источник' }];
    }
    type = next;
  }
  const found = misfit(type, target);
  return found === undefined ? [] : [{ ...found, pointer }];
}

function typeOfPath(schema: AnySchema, path: string): RuleType | undefined {
  return typeAt({ kind: 'group', schema, root: schema }, segmentsOf(path));
}

/** After a row without a condition no other row can write the same place, nor a part of it. */
function twiceProblems(mapping: Mapping): MappingProblem[] {
  return mapping.flatMap((row, index) => {
    const earlier = mapping.slice(0, index).find((one) => one.when === undefined && overlaps(one.to, row.to));
    if (earlier === undefined) return [];
    const message = `В «${row.to}» уже пишет строка «${earlier.to}» без условия`;
    return [
      { code: 'writtenTwice', pointer: `/${index}/to`, message, todo: 'Удалите одну строку или добавьте условие' },
    ];
  });
}

function overlaps(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || long.startsWith(`${short}.`) || long.startsWith(`${short}[]`);
}

function requiredProblems(mapping: Mapping, target: AnySchema): MappingProblem[] {
  return unmappedRequired(
    { kind: 'group', schema: target, root: target },
    mapping.map(({ to }) => to),
  ).map((path) => ({
    code: 'requiredUnmapped',
    pointer: '',
    message: `Обязательное «${path}» ничем не заполняется`,
    todo: 'Добавьте строку с этим местом',
  }));
}
