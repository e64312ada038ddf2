import type { FormSchema, JsonSchema, RequestType } from '@reglament/format';
import { followRefs } from '../../rule/type-of-schema.ts';
import { at, error, type Finding, info } from '../finding.ts';
import type { FindKind } from './known.ts';

/** A kind that is written in the plugin, or a message that is described here: one of them, and places only of fields that are there. */
export function lintRequestType(type: RequestType, findKind: FindKind): Finding[] {
  const { requestKind, message, schemas } = type;
  if (message === undefined) {
    if (requestKind === undefined) {
      const todo = 'Назовите вид внутри модуля (requestKind) или опишите сообщение (message)';
      return [error('missing', '', ['Не сказано, что спрашивают', todo])];
    }
    if (schemas === undefined) return [];
    const text = [
      'Файлы схем нужны только виду, сообщение которого описано здесь',
      'Удалите файлы схем (schemas)',
    ] as const;
    return [error('uselessSchemas', '/schemas', text)];
  }
  if (requestKind !== undefined) {
    const todo = 'Оставьте одно: вид внутри модуля (requestKind) или сообщение (message)';
    return [error('twoKinds', '/requestKind', ['Названы и вид внутри модуля, и своё сообщение', todo])];
  }
  const sides = ['question', 'answer'] as const;
  const own = [
    ...sides.flatMap((side) => placeFindings(message[side], at('message', side))),
    ...emulatorFindings(type, message),
  ];
  // Of a type that is wrong in itself the plugin would say the same again, in other words.
  return [...registryFindings(type), ...(own.length > 0 ? own : pluginFindings(type, findKind))];
}

/** Numbers of a registry change without a word to us: an empty one asks for a person to look. */
function registryFindings({ registry }: RequestType): Finding[] {
  if (registry === undefined) return [];
  const words = { number: 'номер', version: 'версия', basis: 'основание' } as const;
  const empty = (['number', 'version', 'basis'] as const).filter((key) => registry[key] === undefined);
  if (empty.length === 0) return [];
  const text = [
    `По реестру видов сведений не сверено: ${empty.map((key) => words[key]).join(', ')}`,
    'Проверьте в реестре поставщика и впишите',
  ] as const;
  return [info('registryUnchecked', '/registry', text)];
}

/** Answers of the emulator: one outcome each, conditions over fields that are asked, values of fields that are answered. */
function emulatorFindings(
  { emulator = [] }: RequestType,
  { question, answer }: NonNullable<RequestType['message']>,
): Finding[] {
  const asked = fieldPaths(question.form.schema);
  const answered = new Set(Object.keys(answer.form.schema.properties));
  return emulator.flatMap((played, index) => {
    const place = (...steps: string[]) => at('emulator', index, ...steps);
    const outcomes = [played.answer, played.refuse, played.silence].filter((one) => one !== undefined);
    return [
      ...(outcomes.length < 2
        ? []
        : [
            error('twoOutcomes', place(), [
              'У ответа эмулятора несколько исходов',
              'Оставьте одно: ответ (answer), отказ (refuse) или молчание (silence)',
            ]),
          ]),
      ...Object.keys(played.when ?? {})
        .filter((path) => !asked.has(path))
        .map((path) =>
          error('unknownField', place('when', path), [`Поля «${path}» нет в вопросе`, 'Назовите поле формы вопроса']),
        ),
      ...Object.keys(played.answer ?? {})
        .filter((field) => !answered.has(field))
        .map((field) =>
          error('unknownField', place('answer', field), [`Поля «${field}» нет в ответе`, 'Назовите поле формы ответа']),
        ),
    ];
  });
}

/** What only the plugin knows: whether the type fits the files it came with. */
function pluginFindings(type: RequestType, findKind: FindKind): Finding[] {
  const remarks = findKind(type)?.remarks?.() ?? [];
  return remarks.map(({ level, pointer, message, todo }) => ({ code: 'unfitType', level, pointer, message, todo }));
}

function placeFindings({ form, places }: NonNullable<RequestType['message']>['question'], pointer: string): Finding[] {
  const known = fieldPaths(form.schema);
  const lost = Object.keys(places).filter((path) => !known.has(path));
  const taken = new Set<string>();
  const twice = Object.entries(places).filter(([, place]) => {
    const again = taken.has(place);
    taken.add(place);
    return again;
  });
  return [
    ...lost.map((path) =>
      error('unknownField', `${pointer}/places${at(path)}`, [
        `Поля «${path}» нет в форме`,
        'Уберите строку или верните поле: место заполняется только из поля формы',
      ]),
    ),
    ...twice.map(([path, place]) =>
      error('duplicate', `${pointer}/places${at(path)}`, [
        `Место «${place}» отведено двум полям`,
        'Оставьте одно поле: значение другого потерялось бы',
      ]),
    ),
  ];
}

/** Every field of a form, rows of a list as `list[].field`, also where a common description brings them. */
function fieldPaths(schema: FormSchema): Set<string> {
  return pathsOf({ schema, around: '', within: [] }, schema);
}

interface Around {
  readonly schema: Pick<JsonSchema, 'properties' | 'items'>;
  /** Path of what it stands in, ready for a name: `list[].`. */
  readonly around: string;
  /** Schemas it stands in: a description that holds itself ends there. */
  readonly within: readonly unknown[];
}

function pathsOf({ schema, around, within }: Around, root: FormSchema): Set<string> {
  const found = new Set<string>();
  for (const [code, written] of Object.entries(schema.properties ?? {})) {
    const path = around + code;
    found.add(path);
    const field = followRefs(written, root);
    const row = field?.items && followRefs(field.items, root);
    const inner = [
      { schema: field, around: `${path}.` },
      { schema: row, around: `${path}[].` },
    ];
    for (const one of inner) {
      if (one.schema === undefined || within.includes(one.schema)) continue;
      const next = { schema: one.schema, around: one.around, within: [...within, one.schema] };
      for (const name of pathsOf(next, root)) found.add(name);
    }
  }
  return found;
}
