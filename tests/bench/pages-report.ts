import type { PageFigures, Times, WalkFigure } from './pages.ts';
import { type Aim, atMost, table, verdict } from './report.ts';

const ms = (value: number) => `${value.toFixed(0)} мс`;
const kb = (value: number) => `${(value / 1024).toFixed(0)} КБ`;
const times = (value: number) => value.toFixed(2);

export function aimsOfPages({ loginBytes, formBytes, list, card }: PageFigures): Aim[] {
  return [
    atMost('первая загрузка до входа, сжатая', loginBytes, { limit: 600 * 1024, show: kb }),
    atMost('первая загрузка до поля формы, сжатая', formBytes, { limit: 600 * 1024, show: kb }),
    atMost('список с отбором показан, p95', list.p95, { limit: 300, show: ms }),
    atMost('карточка открыта, p95', card.p95, { limit: 300, show: ms }),
  ];
}

/** Whole figures, and how many times that of a page of inputs and nothing else. */
export function printablePages(found: PageFigures): string {
  const { bare } = found;
  const row = (title: string, one: Times) => [
    ...[title, ms(one.p50), times(one.p50 / bare.p50), ms(one.p95), times(one.p95 / bare.p95)],
  ];
  return [
    'Страница сотрудника в Chromium',
    '',
    ...table(
      ['что', 'p50', 'раз к голой', 'p95', 'раз к голой'],
      [
        row('список с отбором', found.list),
        row('карточка из списка', found.card),
        row('список, первые пятнадцать', found.first.list),
        row('карточка, первые пятнадцать', found.first.card),
        row('голая страница, 500 полей ввода', bare),
      ],
    ),
    '',
    ...table(
      ['цель', 'нужно', 'есть', ''],
      aimsOfPages(found).map((one) => [one.title, one.aim, one.reached, verdict(one.met)]),
    ),
    '',
  ].join('\n');
}

export function printableWalk(figures: readonly WalkFigure[]): string {
  return [
    'Память страницы, которую не открывают заново',
    '',
    ...table(
      ['проход', 'куча, МБ', 'узлов', 'слушателей'],
      figures.map(({ pass, heapMb, nodes, listeners }) => [
        ...[String(pass), heapMb.toFixed(1), String(nodes), String(listeners)],
      ]),
    ),
    '',
  ].join('\n');
}
