import type { WorkflowAction, WorkflowDefinition, WorkflowState } from '@reglament/format';
import { quoted } from '../../rule/russian.ts';
import { titleOf } from '../../rule/title.ts';
import { at } from '../finding.ts';
import { breaking, type Change, fromTo, harmless, paired, pairedTable, same } from './change.ts';
import { formChanges } from './form.ts';
import { whenWords } from './words.ts';

/** What changed in a workflow. */
export function workflowChanges([before, after]: readonly [WorkflowDefinition, WorkflowDefinition]): Change[] {
  const functions = pairedTable(before.functions, after.functions);
  const states = paired(before.states, after.states);
  const actions = paired(before.actions, after.actions);
  return [
    ...(before.initial === after.initial
      ? []
      : [harmless(['initialChanged', '/initial', `Заявка начинается с состояния ${stateName(after, after.initial)}`])]),
    ...functions.removed.map(({ item }) =>
      breaking(['functionRemoved', at('functions', item.code), `Функции ${name(item.value)} больше нет`]),
    ),
    ...functions.added.map(({ item }) =>
      harmless(['functionAdded', at('functions', item.code), `Новая функция ${name(item.value)}`]),
    ),
    ...functions.kept
      .filter((pair) => !same(pair.before, pair.after))
      .map(({ after: { code, value } }) =>
        harmless([
          'functionChanged',
          at('functions', code),
          `Функция ${name(value)}: изменены название или видимость заявок`,
        ]),
      ),
    ...states.removed.map(({ item, index }) =>
      breaking(['stateRemoved', at('states', index), `Состояния ${name(item)} больше нет`], { state: item.code }),
    ),
    ...states.added.map(({ item, index }) =>
      harmless(['stateAdded', at('states', index), `Новое состояние ${name(item)}`]),
    ),
    ...states.kept.flatMap((pair) => stateChanges(pair.before, pair.after, at('states', pair.index))),
    ...actions.removed.map(({ item, index }) =>
      breaking(['actionRemoved', at('actions', index), `Действия ${name(item)} больше нет`]),
    ),
    ...actions.added.map(({ item, index }) =>
      harmless(['actionAdded', at('actions', index), `Новое действие ${name(item)}`]),
    ),
    ...actions.kept.flatMap((pair) =>
      actionChanges({ before, after }, [pair.before, pair.after], at('actions', pair.index)),
    ),
  ];
}

function name({ title }: Pick<WorkflowState, 'title'>): string {
  return quoted(titleOf(title, 'ru'));
}

function stateChanges(before: WorkflowState, after: WorkflowState, pointer: string): Change[] {
  if (same(before, after)) return [];
  const title = `Состояние ${name(after)}`;
  const touches = { state: after.code };
  const found: Change[] = [];
  if (before.phase !== after.phase)
    found.push(
      breaking(['phaseChanged', pointer, `${title}: другая фаза (${fromTo(before.phase, after.phase)})`], touches),
    );
  if (!before.final && after.final) found.push(breaking(['stateEnded', pointer, `${title}: теперь конечное`], touches));
  if (after.days !== undefined && (before.days === undefined || after.days < before.days))
    found.push(
      breaking(
        ['termShortened', pointer, `${title}: отведено дней – ${fromTo(before.days ?? 'нет', after.days)}`],
        touches,
      ),
    );
  return found.length > 0 ? found : [harmless(['stateChanged', pointer, `${title}: изменены название или настройки`])];
}

interface Workflows {
  readonly before: WorkflowDefinition;
  readonly after: WorkflowDefinition;
}

function actionChanges(
  whole: Workflows,
  [before, after]: readonly [WorkflowAction, WorkflowAction],
  pointer: string,
): Change[] {
  if (same(before, after)) return [];
  const title = `Действие ${name(after)}`;
  const found: Change[] = [];
  const lost = before.from.filter((state) => !after.from.includes(state));
  const states = (codes: readonly string[]) => codes.map((code) => stateName(whole.before, code)).join(', ');
  if (lost.length > 0)
    found.push(breaking(['actionNarrowed', pointer, `${title} больше не выполняется из состояний: ${states(lost)}`]));
  const gone = before.functions.filter((code) => !after.functions.includes(code));
  const people = gone.map((code) => functionName(whole.before, code)).join(', ');
  if (gone.length > 0) found.push(breaking(['actionNarrowed', pointer, `${title} больше не выполняют: ${people}`]));
  return [...found, ...softChanges(whole, [before, after], pointer)];
}

/** What stops nothing that was possible before. */
function softChanges(
  whole: Workflows,
  [before, after]: readonly [WorkflowAction, WorkflowAction],
  pointer: string,
): Change[] {
  const title = `Действие ${name(after)}`;
  const found: Change[] = [];
  const come = after.from.filter((state) => !before.from.includes(state)).map((code) => stateName(whole.after, code));
  if (come.length > 0)
    found.push(harmless(['actionWidened', pointer, `${title} выполняется теперь и из состояний: ${come.join(', ')}`]));
  const hands = after.functions.filter((code) => !before.functions.includes(code));
  if (hands.length > 0) {
    const people = hands.map((code) => functionName(whole.after, code)).join(', ');
    found.push(harmless(['actionWidened', pointer, `${title} выполняют теперь и: ${people}`]));
  }
  if (!same(before.to, after.to))
    found.push(harmless(['wayChanged', pointer, `${title}${wayWords(whole, before, after)}`]));
  if (!same(before.guard, after.guard)) {
    const words = whenWords({ rule: after.guard, speech: {} }, { rule: before.guard, speech: {} });
    found.push(harmless(['guardChanged', pointer, `${title} можно выполнить теперь${words}`]));
  }
  if (!same(before.effects, after.effects))
    found.push(harmless(['effectsChanged', pointer, `${title}: другие следствия`]));
  if (before.input !== undefined && after.input !== undefined) {
    const place = `${pointer}/input`;
    // What an action asks is answered anew each time, so nothing that is kept can stop fitting.
    const inner = formChanges({ before: before.input, after: after.input, pointer: place });
    found.push(...inner.map((one) => harmless([one.code, one.pointer, `${title}. ${one.message}`])));
  }
  return found.length > 0 || narrowed(before, after)
    ? found
    : [harmless(['actionChanged', pointer, `${title}: изменены название или настройки`])];
}

function narrowed(before: WorkflowAction, after: WorkflowAction): boolean {
  return (
    before.from.some((state) => !after.from.includes(state)) ||
    before.functions.some((code) => !after.functions.includes(code))
  );
}

function wayWords({ before: old, after: now }: Workflows, before: WorkflowAction, after: WorkflowAction): string {
  if (typeof before.to !== 'string' || typeof after.to !== 'string') return ': ведёт в другие состояния';
  return ` ведёт теперь в состояние ${stateName(now, after.to)} (прежде – ${stateName(old, before.to)})`;
}

function stateName({ states }: WorkflowDefinition, code: string): string {
  const state = states.find((one) => one.code === code);
  return state === undefined ? quoted(code) : name(state);
}

function functionName({ functions }: WorkflowDefinition, code: string): string {
  const found = Object.hasOwn(functions, code) ? functions[code] : undefined;
  return found === undefined ? quoted(code) : name(found);
}
