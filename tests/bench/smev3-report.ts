import { type Aim, atLeast, atMost, table, verdict } from './report.ts';
import type { Smev3Figures } from './smev3.ts';

const backends = { pure: 'JavaScript', engine: 'движок OpenSSL' } as const;

/** What the exchange is meant to reach on one core. */
export function aimsOfSmev3(figures: readonly Smev3Figures[]): Aim[] {
  const engine = figures.find(({ backend }) => backend === 'engine');
  const [small, large] = engine?.sizes ?? [];
  const perCore = (cpuMs: number | undefined) => cpuMs && 1000 / cpuMs;
  const dearest = Math.max(
    ...figures.flatMap(({ sizes }) => sizes.flatMap(({ send, receive }) => [send.share, receive.share])),
  );
  const growth = Math.max(...figures.map(({ memory }) => memory.lateMb - memory.earlyMb));
  const [{ streebogMb } = { streebogMb: undefined }] = figures;
  const rate = (value: number) => `${value.toFixed(0)} в секунду`;
  return [
    atLeast('отправка 4 КБ на ядро, движок', perCore(small?.send.cpuMs), { limit: 150, show: rate }),
    atLeast('отправка 100 КБ на ядро, движок', perCore(large?.send.cpuMs), { limit: 60, show: rate }),
    atMost('дороже голой криптографии и канонизации', dearest, {
      limit: 2,
      show: (value) => `в ${value.toFixed(2)} раза`,
    }),
    atLeast('Стрибог на JavaScript, ядро', streebogMb, { limit: 10, show: (value) => `${value.toFixed(1)} МБ/с` }),
    atMost('память за все сообщения', growth, {
      limit: 10,
      show: (value) => `${value < 0 ? '' : '+'}${value.toFixed(1)} МБ`,
    }),
  ];
}

export function printableSmev3(figures: readonly Smev3Figures[]): string {
  const rows = figures.flatMap(({ backend, sizes }) =>
    sizes.flatMap(({ bytes, send, receive, stored }) =>
      [
        { title: 'собрать, подписать, проверить по схеме', side: send },
        { title: 'прочитать, проверить две подписи', side: receive },
        { title: 'то же и сохранить', side: stored },
      ].map(({ title, side }) => [
        title,
        `${(bytes / 1024).toFixed(0)} КБ`,
        backends[backend],
        (1000 / side.cpuMs).toFixed(0),
        side.cpuMs.toFixed(2),
        side.bareMs.toFixed(2),
        side.share.toFixed(2),
      ]),
    ),
  );
  const memory = figures.map(
    ({ backend, memory: { messages, earlyMb, lateMb } }) =>
      `Память, ${backends[backend]}: после ${Math.ceil(messages / 10)} сообщений ${earlyMb.toFixed(1)} МБ, после ${messages} – ${lateMb.toFixed(1)} МБ.`,
  );
  return [
    'Сообщения СМЭВ на одном ядре; «голое» – канонизация библиотекой, преобразование, хеш и действие с ключом, у сохранённого – ещё одна строка таблицы. Процессор PostgreSQL, которая сохраняет рядом, не считается.',
    '',
    ...table(['работа', 'размер', 'ГОСТ', '1/с на ядро', 'процессор, мс', 'голое, мс', 'раз'], rows),
    '',
    ...memory,
    '',
    ...table(
      ['цель', 'нужно', 'есть', ''],
      aimsOfSmev3(figures).map((one) => [one.title, one.aim, one.reached, verdict(one.met)]),
    ),
    '',
  ].join('\n');
}
