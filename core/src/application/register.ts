import type { DocumentView } from '../api.gen.ts';
import { enterApplicant } from '../applicant/commands.ts';
import { localDate } from '../calendar/local-date.ts';
import { visibleAnswers } from '../form/form-state.ts';
import { ruleContext } from './case-context.ts';
import { enterClock } from './clock/reckon.ts';
import { contentOf, contentProblems, invalidContent, listColumns } from './content.ts';
import type { Course, Outcome } from './course.ts';
import { documentViews } from './documents.ts';
import { defaultSeries, formatNumber } from './number.ts';
import { readPresentDocuments } from './queries.ts';
import { takeNumber } from './rows.ts';
import { variantOf, variantProblems } from './variant.ts';

/** The complete check, the applicant into the registry, the due date; the number is taken afterwards by `numberFor`. */
export async function register(course: Course): Promise<Outcome> {
  const { work, held, record } = course;
  const { pinned } = held;
  const content = contentOf(record);
  const context = ruleContext(held.context);
  const variant = variantOf(record, pinned.service, context);
  const source = { service: pinned.service, variant };
  const wrong = contentProblems({ pinned, content, context, complete: true });
  const problems = [
    ...wrong,
    ...(wrong.length > 0 ? [] : variantProblems(variant, pinned.service)),
    ...documentProblems(documentViews(source, context, await readPresentDocuments(work.trx, record.id))),
  ];
  if (problems.length > 0) throw invalidContent(problems);
  if (content.applicant === null) throw new Error('a complete application has an applicant');
  const { organisationId } = record;
  const applicantId = await enterApplicant({ ...work, organisationId }, content.applicant);
  const answers = visibleAnswers(pinned.service.form, content.answers, context);
  const chosen = variant.status === 'found' ? variant.variant : undefined;
  const pinnedCourse = { ...course, record: { ...record, variant: chosen?.code ?? null } };
  const clock = await enterClock(pinnedCourse, { kind: 'started', at: work.now, reason: null });
  return {
    changes: {
      answers,
      applicantId,
      registrarId: work.session.user.id,
      registeredAt: work.now,
      variant: chosen?.code ?? null,
      ...clock.changes,
      ...listColumns(pinned, { ...content, answers }, context),
    },
    facts: {
      applicantId,
      variant: chosen?.code ?? null,
      ...clock.facts,
      droppedAnswers: Object.keys(content.answers).filter((field) => !(field in answers)),
    },
  };
}

/** The applicant and a number, for a refusal to accept the papers: what is missing is what it is refused for. */
export async function enter({ work, held, record }: Course): Promise<Outcome> {
  if (record.registeredAt !== null) return { changes: {} };
  const { pinned } = held;
  const content = contentOf(record);
  const context = ruleContext(held.context);
  const problems = contentProblems({ pinned, content, context, complete: true }).filter(
    ({ pointer = '' }) => !pointer.startsWith('/answers'),
  );
  if (problems.length > 0) throw invalidContent(problems);
  if (content.applicant === null) throw new Error('a complete applicant is there');
  const applicantId = await enterApplicant({ ...work, organisationId: record.organisationId }, content.applicant);
  const state = variantOf(record, pinned.service, context);
  const variant = state.status === 'found' ? state.variant.code : null;
  return {
    changes: {
      applicantId,
      registrarId: work.session.user.id,
      registeredAt: work.now,
      variant,
      ...listColumns(pinned, content, context),
    },
    facts: { applicantId, variant },
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

/** The number of a registered application; from here to the commit every other registration of the series waits. */
export async function numberFor({ work, held, record }: Course): Promise<string> {
  const { template, series = defaultSeries } = held.pinned.service.number;
  const year = Number(localDate(work.now, held.body.timeZone).slice(0, 4));
  const sequence = await takeNumber(work.trx, { organisationId: record.organisationId, series, year });
  return formatNumber(template, { body: held.body.mnemonic, year, sequence });
}
