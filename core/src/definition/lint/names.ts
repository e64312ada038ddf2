import type { FormDefinition } from '@reglament/format';
import { followRefs } from '../../rule/type-of-schema.ts';
import { at, error, type Finding, warning } from '../finding.ts';
import { reservedNames } from '../reserved-names.ts';
import { type AnyDefinition, formsOf } from './places.ts';
import { type SchemaPart, schemaParts } from './schema-places.ts';

const codePattern = /^[a-z][a-zA-Z0-9]{1,39}$/;

export function isCode(name: string): boolean {
  return codePattern.test(name);
}

/** Codes, reserved words, duplicates (also those that differ by case only), missing titles. */
export function lintNames(definition: AnyDefinition): Finding[] {
  return [...keyFindings(definition), ...listFindings(definition), ...formsOf(definition).flatMap(fieldFindings)];
}

function keyFindings(definition: AnyDefinition): Finding[] {
  if (definition.kind === 'workflow') return tableFindings(definition.functions, '/functions');
  if (definition.kind === 'workplace') return tableFindings(definition.menu, '/menu');
  if (definition.kind !== 'service') return [];
  return [...tableFindings(definition.rules ?? {}, '/rules'), ...tableFindings(definition.templates, '/templates')];
}

function tableFindings(table: object, pointer: string): Finding[] {
  const names = Object.keys(table);
  return [
    ...names.flatMap((name) => nameFindings(name, pointer + at(name))),
    ...duplicateFindings(names.map((name) => ({ name, pointer: pointer + at(name) }))),
  ];
}

function nameFindings(name: string, pointer: string): Finding[] {
  if (!isCode(name)) {
    const todo = 'Латинская буква, затем от 1 до 39 латинских букв и цифр';
    return [error('wrongCode', pointer, [`Код «${name}» записан неверно`, todo])];
  }
  if (!reservedNames.has(name)) return [];
  return [error('reservedName', pointer, [`Имя «${name}» занято системой`, 'Назовите иначе'])];
}

interface Named {
  readonly name: string;
  readonly pointer: string;
}

function duplicateFindings(named: readonly Named[]): Finding[] {
  const seen = new Map<string, string>();
  const found: Finding[] = [];
  for (const { name, pointer } of named) {
    const known = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), known ?? name);
    if (known === undefined) continue;
    const message =
      known === name ? `Код «${name}» записан дважды` : `Коды «${known}» и «${name}» различаются только регистром`;
    found.push(error('duplicate', pointer, [message, 'Назовите иначе']));
  }
  return found;
}

/** Lists of coded things, by place. */
function codedLists(definition: AnyDefinition): readonly (readonly [string, readonly { readonly code: string }[]])[] {
  switch (definition.kind) {
    case 'service':
      return [
        ['/form/sections', definition.form.sections],
        ['/documents', definition.documents],
        ['/grounds', definition.grounds ?? []],
        ['/variants/rows', definition.variants?.rows ?? []],
        ['/requests', definition.requests ?? []],
        ['/duty/amounts', definition.duty?.amounts ?? []],
        ['/duty/exemptions', definition.duty?.exemptions ?? []],
      ];
    case 'workflow':
      return [
        ['/states', definition.states],
        ['/actions', definition.actions],
        ...formsOf(definition).map(({ pointer, form }) => [`${pointer}/sections`, form.sections] as const),
      ];
    case 'workplace':
      return [
        ['/tabs', definition.tabs],
        ['/columns', definition.columns],
      ];
    case 'dictionary':
      return [['/entries', definition.entries]];
    case 'demo':
      return [
        ['/organisations', definition.organisations],
        ['/roles', definition.roles],
        ['/users', definition.users.map(({ login }) => ({ code: login }))],
      ];
    case 'calendar':
    case 'requestType':
      return [];
  }
}

function listFindings(definition: AnyDefinition): Finding[] {
  return codedLists(definition).flatMap(([pointer, list]) =>
    duplicateFindings(list.map(({ code }, index) => ({ name: code, pointer: `${pointer}/${index}` }))),
  );
}

function fieldFindings({ pointer, form }: ReturnType<typeof formsOf>[number]): Finding[] {
  const place = `${pointer}/schema/properties`;
  const parts = schemaParts(form, pointer).flatMap((part) => partFindings(part, form));
  return [...tableFindings(form.schema.properties, place), ...parts];
}

/** A part that refers to a common description is called as that is, where it has no title of its own. */
function partFindings({ pointer, schema, code, isField }: SchemaPart, form: FormDefinition): Finding[] {
  const title = schema.title || followRefs(schema, form.schema)?.title;
  const own = code === undefined || title ? [] : [missingTitle(pointer)];
  const choices = (schema.oneOf ?? []).flatMap((choice, index) =>
    choice.const === undefined || choice.title ? [] : [missingTitle(pointer + at('oneOf', index))],
  );
  // Fields of the form itself are a table of their own.
  const names = code === undefined || isField ? [] : nameFindings(code, pointer);
  return [...own, ...choices, ...names.filter(({ code: kind }) => kind === 'wrongCode')];
}

function missingTitle(pointer: string): Finding {
  return warning('missingTitle', pointer, ['Нет названия: человек увидит код', 'Напишите название (title)']);
}
