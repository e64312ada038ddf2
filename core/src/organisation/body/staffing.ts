import type { ServiceDefinition, WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { truth } from '../../rule/evaluate.ts';
import { titleOf } from '../../rule/title.ts';

/** A step of a service that nobody in the body can take: what it is, and the functions any one of which would do. */
export interface StaffLack {
  readonly step: string;
  readonly functions: readonly string[];
}

export interface Staffing {
  readonly service: ServiceDefinition;
  readonly workflow: WorkflowDefinition;
  /** Functions of each person of the body for this service. */
  readonly people: readonly ReadonlySet<string>[];
  /** `YYYY-MM-DD`: conditions may look at it. */
  readonly today: string;
}

/**
 * What keeps an application from its result for want of people: the workflow is walked with the functions that somebody holds.
 * Conditions on the application are taken as met; those on whoever acts and on the service are asked. Nothing is lacking while a
 * granted decision can be published, whatever else is left to nobody.
 */
export function staffLacks(staffing: Staffing): StaffLack[] {
  const { workflow, service } = staffing;
  const may = (action: WorkflowAction) => isPossible(staffing, action);
  const actions = workflow.actions.filter(({ effects }) => !effects.some(({ effect }) => effect === 'revoke'));
  const creating = actions.filter(({ creates }) => creates);
  const reached = creating.some(may) ? reachedFrom(workflow.initial, actions.filter(may)) : new Set<string>();
  const here = actions.filter(({ creates, from }) => creates || from.some((state) => reached.has(state)));
  const granted = reached.size > 0 && here.some((action) => publishesGrant(action) && may(action));
  const blocked = here.filter((action) => !may(action) && action.functions.length > 0);
  const leading = blocked.filter((one) => one.creates || publishesGrant(one) || leadsOn(one, reached));
  const steps = granted ? [] : leading.map(({ title, functions }) => ({ step: titleOf(title, 'ru'), functions }));
  return distinct([...steps, ...unsigned(service, staffing)]).map(({ step, functions }) => ({
    step,
    functions: functions.map((code) => titleOf(workflow.functions[code]?.title ?? code, 'ru')),
  }));
}

function isPossible({ service, people, today }: Staffing, { functions, guard, ...action }: WorkflowAction): boolean {
  if (functions.length > 0) return people.some((held) => functions.some((one) => held.has(one)));
  if (action.automatic !== true || guard === undefined) return true;
  const actors = people.length === 0 ? [new Set<string>()] : people;
  return actors.some((held) => {
    const facts = { service: { approval: service.approval }, actor: { functions: [...held] } };
    return truth(guard, { data: { case: facts }, rules: service.rules, today }).value !== false;
  });
}

function targetsOf({ to }: WorkflowAction): readonly string[] {
  if (to === undefined) return [];
  return typeof to === 'string' ? [to] : to.map(({ state }) => state);
}

function reachedFrom(initial: string, possible: readonly WorkflowAction[]): Set<string> {
  const reached = new Set([initial]);
  // A set is walked in the order of adding, what is added on the way included.
  for (const state of reached) {
    for (const action of possible) {
      if (action.from.includes(state)) for (const target of targetsOf(action)) reached.add(target);
    }
  }
  return reached;
}

const leadsOn = (action: WorkflowAction, reached: ReadonlySet<string>) =>
  targetsOf(action).some((state) => !reached.has(state));

/** Its own decision, or one that has been prepared before. */
function publishesGrant({ effects }: WorkflowAction): boolean {
  const kinds = effects.flatMap((one) => (one.effect === 'decide' ? [one.kind] : []));
  return effects.some(({ effect }) => effect === 'publish') && (kinds.length === 0 || kinds.includes('grant'));
}

/** Places of signatures that are always asked for, of functions that nobody holds. */
function unsigned({ decisions }: ServiceDefinition, { people }: Staffing): StaffLack[] {
  const places = (decisions.grant.signatures ?? []).filter((one) => one.when === undefined);
  return places
    .filter((one) => !people.some((held) => held.has(one.function)))
    .map((one) => ({ step: `Подписать документ решения: ${titleOf(one.title, 'ru')}`, functions: [one.function] }));
}

/** The first of several steps that wait for the same people. */
function distinct(lacks: readonly StaffLack[]): StaffLack[] {
  const byFunctions = new Map<string, StaffLack>();
  for (const one of lacks) {
    const key = [...one.functions].sort().join(' ');
    if (!byFunctions.has(key)) byFunctions.set(key, one);
  }
  return [...byFunctions.values()];
}
