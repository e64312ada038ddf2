import type { ServiceVariant } from '@reglament/format';
import type { DocumentView } from '../api.gen.ts';
import type { Entered } from '../applicant/commands.ts';
import { localDate } from '../calendar/local-date.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { entryProblems } from '../dictionary/check-entries.ts';
import { type DutyDue, type DutyKept, fixedDuty } from '../duty/duty-state.ts';
import type { FieldProblemView } from '../errors.ts';
import { visibleAnswers } from '../form/form-state.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import type { JsonObject } from '../rule/value.ts';
import { actorIdOf } from '../session/system-session.ts';
import type { ApplicationRecord } from './application.model.ts';
import { contextOf, ruleContext } from './case-context.ts';
import { contentOf, contentProblems, invalidContent, listColumns } from './content.ts';
import type { Course, Outcome } from './course.ts';
import { documentViews } from './documents.ts';
import { enterOwnApplicant } from './enter-applicant.ts';
import type { Held } from './hold.ts';
import { readPresentDocuments } from './queries.ts';
import type { ListColumns } from './rows.ts';
import { variantOf, variantProblems } from './variant.ts';

export interface Complete {
  readonly applicantId: string;
  /** Fields in which the registry knew newer. */
  readonly inRegistry: Pick<Entered, 'kept' | 'taken'>;
  readonly answers: JsonObject;
  readonly variant: ServiceVariant | undefined;
  /** Questions that turned out not to be asked: their answers go. */
  readonly droppedAnswers: readonly string[];
  readonly columns: ListColumns;
  /** With what is due held fast by these answers. */
  readonly duty: DutyKept | null;
}

/** The whole of what the form, the variant and the list of papers demand; the applicant goes into the registry. @throws Refusal */
export async function complete(course: Course): Promise<Complete> {
  const { work, held, record } = course;
  const { pinned } = held;
  const content = contentOf(record);
  const context = ruleContext(held.context);
  const variant = variantOf(record, pinned.service, context);
  const source = { service: pinned.service, variant };
  const wrong = [
    ...contentProblems({ pinned, content, context, complete: true }),
    ...wrongEntries(work.deps.definitions, held, record),
  ];
  const problems = [
    ...wrong,
    ...(wrong.length > 0 ? [] : variantProblems(variant, pinned.service)),
    ...documentProblems(documentViews(source, context, await readPresentDocuments(work.trx, record.id))),
  ];
  if (problems.length > 0) throw invalidContent(problems);
  const { id: applicantId, ...inRegistry } = await enterOwnApplicant(course);
  const answers = visibleAnswers(pinned.service.form, content.answers, ownRules(held, record));
  const duty = pinned.service.duty === undefined ? record.duty : fixedDuty(pinned.service.duty, record.duty, context);
  return {
    applicantId,
    inRegistry,
    answers,
    variant: variant.status === 'found' ? variant.variant : undefined,
    droppedAnswers: Object.keys(content.answers).filter((field) => !(field in answers)),
    columns: listColumns(pinned, { ...content, answers, duty }, context),
    duty,
  };
}

/** A case is judged by the dictionaries of the day it was registered on; one that is being registered, by today's. */
function wrongEntries(definitions: DefinitionStore, held: Held, record: ApplicationRecord): FieldProblemView[] {
  const { form } = held.pinned.service;
  return entryProblems({
    form,
    answers: visibleAnswers(form, record.answers, ruleContext(held.context)),
    on: localDate(record.registeredAt ?? held.parts.now, held.parts.timeZone),
    findDictionary: (code) => definitions.findLatest('dictionary', code)?.content,
  });
}

/** Without what was accepted from answers to requests: that hides nothing the applicant has filed. */
function ownRules({ parts, context }: Held, record: ApplicationRecord): RuleContext {
  if (Object.keys(record.accepted).length === 0) return ruleContext(context);
  return ruleContext(contextOf({ ...parts, record: { ...record, accepted: {} } }));
}

/** What is due, for the history: told when it is fixed, and again when it has become another. */
export function dutyFact({ record }: Pick<Course, 'record'>, duty: DutyKept | null): { duty?: DutyDue } {
  const due = duty?.fixed;
  return due === undefined || due.amount === record.duty?.fixed?.amount ? {} : { duty: due };
}

/** What came back from the applicant is as whole as a new application; number, registration and term stay. */
export async function acceptCorrections(course: Course): Promise<Outcome> {
  const { applicantId, inRegistry, answers, droppedAnswers, columns, duty } = await complete(course);
  const changes = { answers, applicantId, duty, returnedAt: course.work.now, ...columns };
  return { changes, facts: { applicantId, inRegistry, droppedAnswers, ...dutyFact(course, duty) } };
}

/** The applicant and a number, for a refusal to accept the papers: what is missing is what it is refused for. */
export async function enter(course: Course): Promise<Outcome> {
  const { work, held, record } = course;
  if (record.registeredAt !== null) return { changes: {} };
  const { pinned } = held;
  const content = contentOf(record);
  const context = ruleContext(held.context);
  const problems = contentProblems({ pinned, content, context, complete: true }).filter(
    ({ pointer = '' }) => !pointer.startsWith('/answers'),
  );
  if (problems.length > 0) throw invalidContent(problems);
  const { id: applicantId, ...inRegistry } = await enterOwnApplicant(course);
  const state = variantOf(record, pinned.service, context);
  const variant = state.status === 'found' ? state.variant.code : null;
  return {
    changes: {
      applicantId,
      registrarId: actorIdOf(work.session),
      registeredAt: work.now,
      variant,
      ...listColumns(pinned, record, context),
    },
    facts: { applicantId, inRegistry, variant },
  };
}

/** Every one that is needed and neither attached nor received on paper, by its own name. */
function documentProblems(documents: readonly DocumentView[]) {
  return documents
    .filter((document) => document.needed && !document.present)
    .map(({ code, title }) => ({
      field: code,
      pointer: `/documents/${code}`,
      code: 'documentNeeded',
      message: `Приложите документ или отметьте, что он принят на бумаге: ${title}`,
    }));
}
