import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { quoted } from '../../rule/russian.ts';
import { error, type Finding } from '../finding.ts';
import { targetsOf } from './workflow-graph.ts';

type EffectName = WorkflowAction['effects'][number]['effect'];

/** What others have been told or given cannot be taken back. */
const beyondRecall: ReadonlySet<EffectName> = new Set([
  'register',
  'publish',
  'notify',
  'sendBack',
  'revoke',
  'extend',
  'issue',
]);

/** What undoes an effect. */
const undoes: readonly (readonly [EffectName, EffectName])[] = [
  ['assign', 'assign'],
  ['decide', 'returnDecision'],
];

/** What an action takes back: there is such an action, it leads here, and all that it does can be undone and is. */
export function recallFindings(workflow: WorkflowDefinition, action: WorkflowAction, pointer: string): Finding[] {
  return (action.recalls ?? []).flatMap((code, row) => {
    const place = `${pointer}/recalls/${row}`;
    const recalled = workflow.actions.find((one) => one.code === code);
    if (recalled === undefined) {
      return [error('unknownAction', place, [`Действия «${code}» нет`, 'Исправьте код действия'])];
    }
    const reached = recalled.stay ? recalled.from : targetsOf(recalled);
    const found: Finding[] = [];
    if (!reached.some((state) => action.from.includes(state))) {
      const text = [
        `Действие ${quoted(code)} не приводит туда, откуда его отзывают`,
        'Исправьте состояния действия (from) или «Отзывает действия» (recalls)',
      ] as const;
      found.push(error('recallElsewhere', place, text));
    }
    const told = recalled.effects.find(({ effect }) => beyondRecall.has(effect));
    if (told !== undefined) {
      const text = [
        `«${told.effect}» действия ${quoted(code)} не отозвать`,
        'Уберите его из «Отзывает действия» (recalls)',
      ] as const;
      found.push(error('beyondRecall', place, text));
    }
    for (const [done, undoing] of undoes) {
      const has = (one: WorkflowAction, name: EffectName) => one.effects.some(({ effect }) => effect === name);
      if (!has(recalled, done) || has(action, undoing)) continue;
      const text = [
        `После отзыва останется сделанное действием ${quoted(code)} («${done}»)`,
        `Добавьте эффект «${undoing}»`,
      ] as const;
      found.push(error('recallLeaves', place, text));
    }
    return found;
  });
}
