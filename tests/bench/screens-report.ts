import { type Aim, atMost, table, verdict } from './report.ts';
import type { ScreenFigures } from './screens.ts';

const ms = (value: number) => `${value.toFixed(0)} мс`;
const times = (value: number) => value.toFixed(2);

export function aimsOfScreens({ studios, formComesMs, formKeys, bareKeys }: ScreenFigures): Aim[] {
  return [
    ...studios.flatMap(({ fields, opensMs, comesMs, keys, stepMs, lint, longestTaskMs }) => [
      atMost(`редактор, ${fields} полей: открыт по адресу`, opensMs, { limit: 1000, show: ms }),
      atMost(`редактор, ${fields} полей: открыт из программы`, comesMs, { limit: 1000, show: ms }),
      atMost(`редактор, ${fields} полей: клавиша до картинки, p95`, keys.p95, { limit: 50, show: ms }),
      atMost(`редактор, ${fields} полей: проверка после правки`, lint.again, { limit: 100, show: ms }),
      atMost(`редактор, ${fields} полей: первая проверка`, lint.first, { limit: 300, show: ms }),
      atMost(`редактор, ${fields} полей: шаг с проверкой на сервере`, stepMs, { limit: 100, show: ms }),
      atMost(`редактор, ${fields} полей: страница занята подряд`, longestTaskMs, { limit: 100, show: ms }),
    ]),
    atMost('форма из 500 полей: первый раздел', formComesMs, { limit: 400, show: ms }),
    atMost('форма: клавиша p95 к простым полям', formKeys.p95 / bareKeys.p95, { limit: 2, show: times }),
  ];
}

/** Whole figures, and how many times that of a page of inputs and nothing else. */
export function printableScreens(found: ScreenFigures): string {
  const { bareOpensMs, bareKeys } = found;
  const row = (title: string, opensMs: number, keys: { readonly p50: number; readonly p95: number }) => [
    ...[title, ms(opensMs), times(opensMs / bareOpensMs)],
    ...[`${keys.p50.toFixed(0)} / ${keys.p95.toFixed(0)} мс`, times(keys.p50 / bareKeys.p50)],
    times(keys.p95 / bareKeys.p95),
  ];
  return [
    'Экраны в Chromium, код страницы уже в кеше браузера',
    '',
    ...table(
      ['экран', 'открыт', 'раз к голой', 'клавиша p50 / p95', 'p50, раз', 'p95, раз'],
      [
        ...found.studios.map(({ fields, opensMs, keys }) => row(`редактор, ${fields} полей`, opensMs, keys)),
        row('форма, 500 полей, по адресу', found.formOpensMs, found.formKeys),
        row('голая страница, 500 полей ввода', bareOpensMs, bareKeys),
      ],
    ),
    `Из открытой программы: форма – ${ms(found.formComesMs)}, ${found.studios
      .map(({ fields, comesMs }) => `редактор, ${fields} полей, – ${ms(comesMs)}`)
      .join(', ')}`,
    '',
    ...table(
      ['цель', 'нужно', 'есть', ''],
      aimsOfScreens(found).map((one) => [one.title, one.aim, one.reached, verdict(one.met)]),
    ),
    '',
  ].join('\n');
}
