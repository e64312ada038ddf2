import type { ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { calendarOf } from '../calendar/calendar-of.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { runTrials, type TrialResult } from '../trial/run-trials.ts';
import { error, type FileFinding, type Finding } from './finding.ts';
import { pathOf } from './folder.ts';
import type { LoadedFile } from './load.ts';
import type { DefinitionStore } from './store.ts';

/** Tests of one service that did not come out as they say. */
export function trialFindings(results: readonly TrialResult[]): Finding[] {
  return results.flatMap(({ title, failures }) =>
    failures.map(({ pointer, message }) =>
      error('testFailed', pointer, [`Проверка «${title}» не прошла. ${message}`, 'Исправьте определение или проверку']),
    ),
  );
}

/** Where definitions that tests need are looked for: what is being published first, then what is. */
export interface TrialSources {
  readonly services: ReadonlyMap<string, ServiceDefinition>;
  readonly workflows: ReadonlyMap<string, WorkflowDefinition>;
  readonly calendar: WorkCalendar;
}

export function publishedSources(definitions: DefinitionStore): TrialSources {
  const byCode = <T>(versions: readonly { readonly code: string; readonly content: T }[]) =>
    new Map(versions.map(({ code, content }) => [code, content]));
  return {
    services: byCode(definitions.list('service')),
    workflows: byCode(definitions.list('workflow')),
    calendar: calendarOf(definitions.list('calendar').map(({ content }) => content)),
  };
}

/** A folder's own definitions; files with errors are left out. */
export function folderSources(files: readonly LoadedFile[]): TrialSources {
  const all = files.flatMap(({ definition }) => definition ?? []);
  const services = all.flatMap((one) => (one.kind === 'service' ? [one] : []));
  const workflows = all.flatMap((one) => (one.kind === 'workflow' ? [one] : []));
  return {
    services: new Map(services.map((one) => [one.code, one])),
    workflows: new Map(workflows.map((one) => [one.code, one])),
    calendar: calendarOf(all.flatMap((one) => (one.kind === 'calendar' ? [one] : []))),
  };
}

/** What will be in force once the first is published over the second. */
export function over(above: TrialSources, below: TrialSources): TrialSources {
  return {
    services: new Map([...below.services, ...above.services]),
    workflows: new Map([...below.workflows, ...above.workflows]),
    calendar: { years: { ...below.calendar.years, ...above.calendar.years } },
  };
}

export interface ServiceTrials {
  readonly service: string;
  readonly results: readonly TrialResult[];
}

/** Tests of every service, or of those named; one whose workflow is not there has its own finding. */
export function trialsOf(sources: TrialSources, codes?: ReadonlySet<string>): ServiceTrials[] {
  return [...sources.services.values()].flatMap((service) => {
    const workflow = sources.workflows.get(service.workflow);
    if (workflow === undefined || (codes !== undefined && !codes.has(service.code))) return [];
    return [{ service: service.code, results: runTrials({ service, workflow, calendar: sources.calendar }) }];
  });
}

export function trialFileFindings(trials: readonly ServiceTrials[]): FileFinding[] {
  return trials.flatMap(({ service, results }) =>
    trialFindings(results).map((finding) => ({ file: pathOf('service', service), ...finding })),
  );
}
