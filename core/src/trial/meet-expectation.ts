import type { TrialExpectation } from '@reglament/format';
import { dataBeforeDuty } from '../application/facts.ts';
import { available } from '../application/workflow.ts';
import { dutyOf } from '../duty/duty-guard.ts';
import type { Taken } from './take-step.ts';
import { awaitedOf, contextFor, dueDateOf, nameOfPerson, papersOf, type Stage } from './trial-case.ts';

/** An expectation that was not met: where it stands in the expectation, and what was seen instead. */
export interface Unmet {
  readonly pointer: string;
  readonly message: string;
}

export interface Seen {
  readonly stage: Stage;
  readonly taken: Taken;
  readonly person: string;
}

type Check<Name extends keyof TrialExpectation> = (
  wanted: NonNullable<TrialExpectation[Name]> | null,
  seen: Seen,
) => readonly Unmet[];

/** Each expectation by its name: a new one is a compile error until it is looked at. */
const CHECKS: { readonly [Name in keyof Required<TrialExpectation>]: Check<Name> } = {
  state: (wanted, { taken }) => equal('состояние', wanted, taken.present.facts.state),
  phase: (wanted, { stage, taken }) => {
    const state = stage.bench.workflow.states.find(({ code }) => code === taken.present.facts.state);
    return equal('фаза', wanted, state?.phase ?? null);
  },
  executor: (wanted, { stage, taken }) =>
    equal('исполнитель', wanted, nameOfPerson(stage.trial, taken.present.facts.executorId)),
  decision: (wanted, { taken }) => equal('решение', wanted, taken.present.facts.decision?.kind ?? null),
  variant: (wanted, seen) => equal('вариант услуги', wanted, papers(seen).row?.code ?? null),
  duty: (wanted, seen) => {
    const duty = dutyIn(seen);
    return equal('госпошлина, в копейках', wanted, duty?.due?.amount ?? null);
  },
  dueDate: (wanted, { stage, taken }) => equal('срок', wanted, dueDateOf(stage, taken.present)),
  open: (wanted, seen) => {
    const open = actionsOf(seen).filter((one) => one.open);
    return sameSet(
      'открытые действия',
      wanted ?? [],
      open.map(({ action }) => action.code),
    );
  },
  closed: (wanted, seen) => (wanted ?? []).flatMap((one, index) => closedProblem(one, seen, `/${index}`)),
  visible: (wanted, seen) => {
    const { visible } = papers(seen);
    return (wanted ?? []).flatMap((field, index) =>
      visible.has(field) ? [] : [{ pointer: `/${index}`, message: `поле «${field}» не показано` }],
    );
  },
  hidden: (wanted, seen) => {
    const { visible } = papers(seen);
    return (wanted ?? []).flatMap((field, index) =>
      visible.has(field) ? [{ pointer: `/${index}`, message: `поле «${field}» показано` }] : [],
    );
  },
  documents: (wanted, seen) => sameSet('обязательные документы', wanted ?? [], papers(seen).needed),
  asked: (wanted, { taken }) => sameSet('отправленные запросы', wanted ?? [], [...taken.present.asked.keys()]),
  awaited: (wanted, { taken }) => sameSet('запросы без ответа', wanted ?? [], awaitedOf(taken.present)),
  problems: (wanted, { taken }) => sameSet('чего не хватает', wanted ?? [], taken.refused?.fields ?? []),
  refused: (wanted, { taken }) => {
    const said = taken.refused?.message ?? '';
    if (wanted !== null && said.toLocaleLowerCase('ru').includes(wanted.toLocaleLowerCase('ru'))) return [];
    const saw = said === '' ? 'действие выполнено' : `отказано словами: ${said}`;
    return [{ pointer: '', message: `ожидался отказ «${wanted}», а ${saw}` }];
  },
};

/** Everything that differs from what was expected, with a pointer below the expectation. */
export function unmet(expectation: TrialExpectation, seen: Seen): Unmet[] {
  return (Object.keys(expectation) as (keyof TrialExpectation)[]).flatMap((name) => {
    const check = CHECKS[name] as Check<typeof name>;
    const wanted = (expectation[name] ?? null) as Parameters<typeof check>[0];
    return check(wanted, seen).map(({ pointer, message }) => ({ pointer: `/${name}${pointer}`, message }));
  });
}

function papers({ stage, taken, person }: Seen) {
  return papersOf(stage, taken.present, contextFor(stage, taken.present, person));
}

function dutyIn({ stage, taken, person }: Seen) {
  const context = contextFor(stage, taken.present, person);
  return dutyOf(context, dataBeforeDuty(context));
}

function actionsOf({ stage, taken, person }: Seen) {
  return available(contextFor(stage, taken.present, person));
}

function closedProblem(
  { action, reason = '' }: { action: string; reason?: string },
  seen: Seen,
  pointer: string,
): Unmet[] {
  const found = actionsOf(seen).find((one) => one.action.code === action);
  if (found === undefined) return [{ pointer, message: `действия «${action}» в процессе нет` }];
  if (found.open) return [{ pointer, message: `действие «${action}» открыто` }];
  const text = found.reason?.text ?? '';
  if (text.toLocaleLowerCase('ru').includes(reason.toLocaleLowerCase('ru'))) return [];
  return [{ pointer: `${pointer}/reason`, message: `действие «${action}» закрыто словами: ${text}` }];
}

function equal(name: string, wanted: unknown, saw: unknown): Unmet[] {
  if (wanted === saw) return [];
  return [{ pointer: '', message: `${name}: ожидалось «${shown(wanted)}», а получилось «${shown(saw)}»` }];
}

function sameSet(name: string, wanted: readonly string[], saw: readonly string[]): Unmet[] {
  const missing = wanted.filter((one) => !saw.includes(one));
  const extra = saw.filter((one) => !wanted.includes(one));
  if (missing.length + extra.length === 0) return [];
  const parts = [
    ...(missing.length > 0 ? [`нет: ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`лишнее: ${extra.join(', ')}`] : []),
  ];
  return [{ pointer: '', message: `${name} – ${parts.join('; ')}` }];
}

function shown(value: unknown): string {
  return value === null ? 'нет' : String(value);
}
