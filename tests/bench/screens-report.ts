import { type Aim, atMost, table, verdict } from './report.ts';
import type { ScreenFigures } from './screens.ts';

const ms = (value: number) => `${value.toFixed(0)} мс`;
const times = (value: number) => value.toFixed(2);

export function aimsOfScreens(found: ScreenFigures): Aim[] {
  const { studioOpensMs, studioKeys, stepMs, formComesMs, formKeys, plainKeys } = found;
  return [
    atMost('редактор: 300 полей, 40 условий открыты', studioOpensMs, { limit: 1000, show: ms }),
    atMost('редактор: клавиша до картинки, p95', studioKeys.p95, { limit: 50, show: ms }),
    atMost('редактор: шаг с проверкой на сервере', stepMs, { limit: 100, show: ms }),
    atMost('форма из 500 полей: первый раздел', formComesMs, { limit: 400, show: ms }),
    atMost('форма: клавиша p95 к простым полям', formKeys.p95 / plainKeys.p95, { limit: 2, show: times }),
  ];
}

export function printableScreens(found: ScreenFigures): string {
  const { studioKeys, formKeys, plainKeys } = found;
  const both = ({ p50, p95 }: { p50: number; p95: number }) => `${p50.toFixed(0)} / ${p95.toFixed(0)}`;
  return [
    'Экраны в Chromium, код страницы уже в кеше браузера',
    `Форма из 500 полей: по адресу – ${ms(found.formOpensMs)}, из открытой программы – ${ms(found.formComesMs)}`,
    `Клавиша до картинки, мс (p50 / p95): редактор ${both(studioKeys)}, форма ${both(formKeys)}, простые поля ${both(plainKeys)}`,
    '',
    ...table(
      ['цель', 'нужно', 'есть', ''],
      aimsOfScreens(found).map((one) => [one.title, one.aim, one.reached, verdict(one.met)]),
    ),
    '',
  ].join('\n');
}
