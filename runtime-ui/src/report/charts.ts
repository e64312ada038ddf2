import { waitingText } from '../ui/duration.ts';
import { dateText } from '../ui/format.ts';
import type { Monitoring } from './queries.ts';

/** A part of a bar: how much of what is good or bad. */
interface Part {
  readonly value: number;
  readonly tone: 'usual' | 'bad' | 'pale';
}

export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly parts: readonly Part[];
  /** The figures in words, beside the bar. */
  readonly text: string;
}

export interface ChartModel {
  readonly code: string;
  readonly title: string;
  /** What is counted and how, in one sentence. */
  readonly note: string;
  /** Bars lie one under another, or stand in a row when they are moments. */
  readonly standing: boolean;
  readonly legend: readonly { readonly tone: Part['tone']; readonly title: string }[];
  readonly bars: readonly Bar[];
  /** The same figures; the table on the screen and the file are made of it. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly empty: string;
}

const phaseTitles: Readonly<Record<string, string>> = {
  received: 'Зарегистрирована, не начата',
  inProgress: 'В работе',
  waitingApplicant: 'Ждёт заявителя',
  awaitingApproval: 'На утверждении',
  awaitingSignature: 'На подписании',
  granted: 'Услуга предоставлена',
  refused: 'Отказано',
  withdrawn: 'Отозвана или возвращена',
  closed: 'Работа завершена',
};

const refusalKinds = {
  refuse: 'Отказ в услуге',
  reject: 'Отказ в приёме документов',
  dismiss: 'Возврат без рассмотрения',
};

/** The five charts of monitoring. Pure. */
export function chartsOf(view: Monitoring): readonly ChartModel[] {
  return [weeks(view), clerks(view), providers(view), refusals(view), phases(view)];
}

function weeks({ weeks: items }: Monitoring): ChartModel {
  const done = items.some(({ inTime, late }) => inTime + late > 0);
  return {
    code: 'weeks',
    title: 'В срок и с нарушением срока',
    note: 'Завершённые заявки по неделям ответа заявителю. Заявки без срока считаются завершёнными в срок.',
    standing: true,
    legend: [
      { tone: 'usual', title: 'В срок' },
      { tone: 'bad', title: 'С нарушением' },
    ],
    bars: done
      ? items.map(({ week, inTime, late }) => ({
          key: week,
          label: dateText(week),
          parts: [
            { value: inTime, tone: 'usual' },
            { value: late, tone: 'bad' },
          ],
          text: `в срок ${inTime}, с нарушением ${late}`,
        }))
      : [],
    heads: ['Неделя с', 'В срок', 'С нарушением', 'Всего'],
    rows: items.map(({ week, inTime, late }) => [dateText(week), inTime, late, inTime + late]),
    empty: 'За период ни одна заявка не завершена.',
  };
}

function clerks({ clerks: items }: Monitoring): ChartModel {
  const name = (one: Monitoring['clerks'][number]) => (one.id === null ? 'Не назначен' : (one.name ?? ''));
  return {
    code: 'clerks',
    title: 'Загрузка сотрудников',
    note: 'В работе – сейчас, завершено – за период.',
    standing: false,
    legend: [
      { tone: 'usual', title: 'В работе' },
      { tone: 'bad', title: 'Из них просрочено' },
    ],
    bars: items.map((one) => ({
      key: one.id ?? '',
      label: name(one),
      parts: [
        { value: one.open - one.overdue, tone: 'usual' },
        { value: one.overdue, tone: 'bad' },
      ],
      text: one.overdue > 0 ? `${one.open}, просрочено ${one.overdue}` : String(one.open),
    })),
    heads: ['Сотрудник', 'В работе', 'Просрочено', 'Завершено за период'],
    rows: items.map((one) => [name(one), one.open, one.overdue, one.ended]),
    empty: 'Заявок в работе нет.',
  };
}

function providers({ providers: items }: Monitoring): ChartModel {
  return {
    code: 'providers',
    title: 'Ожидание ответов на запросы',
    note: 'От отправки до ответа по запросам, отправленным за период; ответы, приложенные вручную, не считаются.',
    standing: false,
    legend: [
      { tone: 'usual', title: 'Медиана' },
      { tone: 'pale', title: 'Девять из десяти – быстрее' },
    ],
    bars: items
      .filter(({ medianSeconds }) => medianSeconds !== null)
      .map(({ id, title, medianSeconds, slowSeconds }) => ({
        key: id,
        label: title,
        parts: [
          { value: medianSeconds ?? 0, tone: 'usual' },
          { value: Math.max(0, (slowSeconds ?? 0) - (medianSeconds ?? 0)), tone: 'pale' },
        ],
        text: `${waitingText(medianSeconds)} / ${waitingText(slowSeconds)}`,
      })),
    heads: ['Подключение', 'Отправлено', 'Получено ответов', 'Медиана', 'Девять из десяти – быстрее'],
    rows: items.map(({ title, sent, answered, medianSeconds, slowSeconds }) => [
      ...[title, sent, answered],
      ...[waitingText(medianSeconds), waitingText(slowSeconds)],
    ]),
    empty: 'За период ответов на запросы нет.',
  };
}

function refusals({ refusals: items }: Monitoring): ChartModel {
  const ground = ({ title }: Monitoring['refusals'][number]) => title ?? 'Основание указано текстом или файлом';
  return {
    code: 'refusals',
    title: 'Отказы по основаниям',
    note: 'Решения, принятые за период. Отказ с двумя основаниями считается в каждом.',
    standing: false,
    legend: [],
    bars: items.map((one) => ({
      key: `${one.kind} ${one.code} ${one.title}`,
      label: ground(one),
      parts: [{ value: one.count, tone: 'usual' }],
      text: String(one.count),
    })),
    heads: ['Основание', 'Вид', 'Отказов'],
    rows: items.map((one) => [ground(one), refusalKinds[one.kind], one.count]),
    empty: 'За период отказов нет.',
  };
}

function phases({ phases: items }: Monitoring): ChartModel {
  const all = items.reduce((sum, { count }) => sum + count, 0);
  const share = (count: number) => `${Math.round((count / Math.max(all, 1)) * 100)} %`;
  const title = (phase: string) => phaseTitles[phase] ?? phase;
  return {
    code: 'phases',
    title: 'Состояния заявок',
    note: 'Где сейчас заявки, зарегистрированные за период, – в том порядке, в каком они идут.',
    standing: false,
    legend: [],
    bars:
      all === 0
        ? []
        : items.map(({ phase, count }) => ({
            key: phase,
            label: title(phase),
            parts: [{ value: count, tone: 'usual' }],
            text: `${count} (${share(count)})`,
          })),
    heads: ['Состояние', 'Заявок', 'Доля'],
    rows: items.map(({ phase, count }) => [title(phase), count, share(count)]),
    empty: 'За период заявок не зарегистрировано.',
  };
}
