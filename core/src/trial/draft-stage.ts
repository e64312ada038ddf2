import type { ServiceDefinition, ServiceTrial } from '@reglament/format';
import { calendarOf } from '../calendar/calendar-of.ts';
import { hasErrors } from '../definition/finding.ts';
import { knownIn } from '../definition/in-force.ts';
import { lintDefinition } from '../definition/lint.ts';
import { refusedDefinition } from '../definition/refused.ts';
import { findDraft } from '../definition-draft/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { runTrials, type TrialResult } from './run-trials.ts';
import type { Bench, Stage } from './trial-case.ts';

/** @throws Refusal notFound; stateConflict for a draft of something else than a service */
export async function getServiceDraft({ database }: Pick<Deps, 'database'>, id: string): Promise<ServiceDefinition> {
  const draft = await database.inBodies([], (trx) => findDraft(trx, id));
  if (draft === undefined) throw new Refusal('notFound', 'Такого черновика нет.');
  if (draft.kind !== 'service') throw new Refusal('stateConflict', 'Пробуют услугу: откройте её черновик.');
  return JSON.parse(draft.text) as ServiceDefinition;
}

/**
 * What a draft is tried on: itself, its workflow and calendars as they are published. It has to be as sound as for publishing:
 * the forms and rules of a draft are a person's text, and here they run.
 * @throws Refusal invalidDefinition with the places
 */
export function benchOf(deps: Pick<Deps, 'definitions' | 'connections'>, service: ServiceDefinition): Bench {
  const { definitions, connections } = deps;
  const findings = lintDefinition(service, knownIn(definitions), connections.findKind);
  if (hasErrors(findings)) throw refusedDefinition(findings, 'Чтобы пробовать услугу, исправьте ошибки в ней.');
  return {
    service,
    workflow: definitions.latest('workflow', service.workflow).content,
    calendar: calendarOf(definitions.list('calendar').map(({ content }) => content)),
  };
}

/** The trial is checked as if it already stood in the service. @throws Refusal */
export function stageOf(
  deps: Pick<Deps, 'definitions' | 'connections'>,
  service: ServiceDefinition,
  trial: ServiceTrial,
): Stage {
  return { bench: benchOf(deps, { ...service, tests: [trial] }), trial };
}

/** The draft's own tests as they come out now. @throws Refusal */
export async function runDraftTests(deps: Deps, id: string): Promise<readonly TrialResult[]> {
  return runTrials(benchOf(deps, await getServiceDraft(deps, id)));
}
