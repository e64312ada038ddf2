import type { FormDefinition } from '@reglament/format';
import { functionsFor } from '../access/grant.ts';
import type { ApplicationPlace } from '../access/policy.ts';
import { localDate } from '../calendar/local-date.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { formState } from '../form/form-state.ts';
import { labelsOf } from '../form/labels.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { effectiveAnswers } from './accepted.ts';
import type { CaseHistory, CaseRecord } from './application.model.ts';
import { caseData, type WorkflowContext } from './facts.ts';
import { type Pinned, termOf } from './pinned.ts';

export interface CaseParts {
  readonly record: CaseRecord;
  readonly pinned: Pinned;
  readonly history: CaseHistory;
  readonly session: Session;
  readonly calendar: WorkCalendar;
  readonly now: Date;
  readonly timeZone: string;
  readonly onlooker?: boolean;
}

/** All that decides about an application for this person at this moment. */
export function contextOf(parts: CaseParts): WorkflowContext {
  return withForm(contextWithoutForm(parts), parts.pinned.service.form);
}

/** The same for a workflow none of whose rules looks at answers: what the form shows decides about nothing then. */
export function contextWithoutForm(parts: CaseParts): WorkflowContext {
  const { record, pinned, history } = parts;
  const { service, workflow } = pinned;
  const rules = {
    rules: service.rules,
    today: localDate(parts.now, parts.timeZone),
    calendar: parts.calendar,
    labels: serviceLabels(service.form),
  };
  return {
    workflow,
    service: {
      code: service.code,
      approval: service.approval,
      term: termOf(pinned, record.variant),
      duty: service.duty,
    },
    application: {
      source: record.source,
      creatorId: record.creatorId,
      applicantKind: record.applicant?.kind ?? null,
      hasRepresentative: record.representative !== null,
      resultSigned: history.resultSigned,
      signing: history.signing ?? undefined,
      requestsAnswered: history.requestsAnswered,
      duty: record.duty,
      destroyed: (record.destroyed ?? null) !== null,
      discarded: (record.discardedAt ?? null) !== null,
      ...impartialityOf(service, history),
      answers: effectiveAnswers(record),
    },
    facts: {
      state: record.state,
      executorId: record.executorId,
      decision: history.decision,
      doneBy: history.doneBy,
      passed: history.passed,
      clock: history.clock,
      ...(history.issued ? { issued: true as const } : {}),
    },
    actor: actorOf(parts),
    rules,
  };
}

function impartialityOf({ procedure }: Pinned['service'], { concerned }: CaseHistory) {
  if (procedure?.impartial !== true) return { concerned: [] };
  const { impartialBasis } = procedure;
  return { concerned: concerned ?? [], ...(impartialBasis && { impartialBasis: titleOf(impartialBasis, 'ru') }) };
}

function actorOf({ record, session, onlooker }: CaseParts): WorkflowContext['actor'] {
  const { id } = session.user;
  if (onlooker) return { id, functions: new Set(), onlooker };
  const standsFor = new Set(session.standsFor?.map((absent) => absent.id));
  return { id, functions: functionsFor(session.grants, record), standsFor };
}

/** An answer to a question that is not decided to be asked is not there yet, for guards as for the form. */
export function withForm(context: WorkflowContext, form: FormDefinition): WorkflowContext {
  const state = formState(form, ruleContext(context));
  const application = { ...context.application, answers: state.context.data };
  return { ...context, application, rules: { ...context.rules, hidden: state.hiddenFields } };
}

/** What rules of the service see: its answers and the facts of the case. */
export function ruleContext(context: WorkflowContext): RuleContext {
  return { ...context.rules, data: caseData(context) };
}

export function placeOf(record: CaseRecord, pinned: Pinned): ApplicationPlace {
  return {
    organisationId: record.organisationId,
    serviceCode: record.serviceCode,
    departmentId: record.departmentId,
    phase: record.phase,
    creatorId: record.creatorId,
    executorId: record.executorId,
    rights: pinned.rights,
  };
}

const labelsByForm = new WeakMap<FormDefinition, Readonly<Record<string, string>>>();

/** Made once per form: a version of a definition never changes. */
function serviceLabels(form: FormDefinition): Readonly<Record<string, string>> {
  const labels = labelsByForm.get(form) ?? labelsOf(form);
  labelsByForm.set(form, labels);
  return labels;
}
