import type { ServiceDefinition, Term, WorkflowDefinition } from '@reglament/format';
import { type WorkflowRights, workflowRights } from '../access/policy.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import type { Transaction } from '../db.ts';
import type { Frozen } from '../definition/definition-version.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { variantByCode } from '../variant/find-variant.ts';

/** The versions of definitions that an application keeps from its creation to its end. */
export interface Pinned {
  readonly service: ServiceDefinition;
  readonly serviceVersion: number;
  readonly workflow: WorkflowDefinition;
  readonly workflowVersion: number;
  readonly rights: WorkflowRights;
  /** Versions of other definitions that the version of the service holds fast. */
  readonly frozen: Frozen;
}

export interface PinnedIds {
  readonly serviceVersionId: string;
  readonly workflowVersionId: string;
}

/** Versions are kept in memory once read, so a list of applications asks the database for none of them. */
export async function getPinned(definitions: DefinitionStore, ids: PinnedIds, trx?: Transaction): Promise<Pinned> {
  const service = await definitions.get('service', ids.serviceVersionId, trx);
  const workflow = await definitions.get('workflow', ids.workflowVersionId, trx);
  return pinnedOf(service, workflow);
}

/** What a new application of the service is going to keep. @throws Refusal unknownService */
export function latestPinned(definitions: DefinitionStore, code: string): { pinned: Pinned; ids: PinnedIds } {
  const service = definitions.latest('service', code);
  const workflow = definitions.latest('workflow', service.content.workflow);
  return {
    pinned: pinnedOf(service, workflow),
    ids: { serviceVersionId: service.id, workflowVersionId: workflow.id },
  };
}

interface Version<Content> {
  readonly frozen: Frozen;
  readonly version: number;
  readonly content: Content;
}

function pinnedOf(service: Version<ServiceDefinition>, workflow: Version<WorkflowDefinition>): Pinned {
  return {
    service: service.content,
    serviceVersion: service.version,
    workflow: workflow.content,
    workflowVersion: workflow.version,
    rights: workflowRights(workflow.content),
    frozen: service.frozen,
  };
}

/** The term of an application by its own version of the service and its variant; none where there is no term. */
export function termOf({ service }: Pinned, variant: string | null): Term | undefined {
  return variantByCode(service, variant)?.term ?? service.term;
}

const calendars = new WeakMap<object, WorkCalendar>();

/** All years of the production calendar that are loaded; the same object until a calendar is published. */
export function currentCalendar(definitions: DefinitionStore): WorkCalendar {
  const versions = definitions.list('calendar');
  const calendar = calendars.get(versions) ?? calendarOf(versions.map((version) => version.content));
  calendars.set(versions, calendar);
  return calendar;
}
