import type { FormDefinition, WorkflowDefinition } from '@reglament/format';
import type { ApiTypes } from '../../api.gen.ts';
import { titleOf } from '../../rule/title.ts';
import type { Pinned } from '../pinned.ts';
import { mayFollow } from './state-map.ts';

type PlanView = ApiTypes['CaseMigrationPlan'];

/** Open cases that stand in one state of one pair of older versions. */
export interface OldGroup {
  readonly pinned: Pinned;
  readonly state: string;
  readonly cases: number;
}

/** What an administrator decides before the cases move: where each state leads, what became of each field. Pure. */
export function planView(groups: readonly OldGroup[], pinned: Pinned): PlanView {
  const versions = Map.groupBy(groups, (one) => `${one.pinned.serviceVersion}/${one.pinned.workflowVersion}`);
  return {
    title: titleOf(pinned.service.title, 'ru'),
    serviceVersion: pinned.serviceVersion,
    workflowVersion: pinned.workflowVersion,
    cases: sum(groups),
    from: [...versions.values()].flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      return [{ service: first.pinned.serviceVersion, workflow: first.pinned.workflowVersion, cases: sum(same) }];
    }),
    states: statesOf(groups, pinned.workflow),
    fields: fieldsOf(groups, pinned.service.form),
  };
}

function sum(groups: readonly OldGroup[]): number {
  return groups.reduce((total, { cases }) => total + cases, 0);
}

/** A state of the same code, else one that is called the same; the administrator has the last word. */
function statesOf(groups: readonly OldGroup[], workflow: WorkflowDefinition): PlanView['states'] {
  return [...Map.groupBy(groups, ({ state }) => state)].flatMap(([code, same]) => {
    const old = same.at(-1)?.pinned.workflow.states.find((one) => one.code === code);
    if (old === undefined) return [];
    const title = titleOf(old.title, 'ru');
    const targets = workflow.states
      .filter((one) => mayFollow(old.phase, one))
      .map((one) => ({ code: one.code, title: titleOf(one.title, 'ru') }));
    const suggested = targets.find((one) => one.code === code) ?? targets.find((one) => one.title === title);
    return [{ code, title, cases: sum(same), targets, suggested: suggested?.code ?? null }];
  });
}

/** Questions that the new form does not have, each with those it has instead; one that is called the same is suggested. */
function fieldsOf(groups: readonly OldGroup[], form: FormDefinition): PlanView['fields'] {
  const gone = new Map<string, PlanView['fields'][number]>();
  for (const { pinned } of groups) {
    const before = pinned.service.form.schema.properties;
    const fresh = titled(form).filter(({ code }) => !Object.hasOwn(before, code));
    for (const { code, title } of titled(pinned.service.form)) {
      if (Object.hasOwn(form.schema.properties, code)) continue;
      const suggested = fresh.find((one) => one.title === title)?.code ?? null;
      gone.set(code, { code, title, targets: fresh, suggested });
    }
  }
  return [...gone.values()];
}

function titled({ schema }: FormDefinition): { code: string; title: string }[] {
  return Object.entries(schema.properties).map(([code, field]) => ({
    code,
    title: field.title === undefined ? code : titleOf(field.title, 'ru'),
  }));
}
