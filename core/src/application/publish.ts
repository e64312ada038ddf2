import { type DecisionWords, decisionDocument, fillPaperText } from '../decision/decision-document.ts';
import { findDecision } from '../decision/queries.ts';
import { type DecisionPlace, keepPaper, markPublished } from '../decision/rows.ts';
import type { DocumentModel } from '../document/document-model.ts';
import { renderDocx } from '../document/render-docx.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { addGeneratedFile } from '../file/commands.ts';
import { safeFileName } from '../file/file-name.ts';
import { MEDIA_TYPES } from '../file/media-type.ts';
import { listFiles } from '../file/queries.ts';
import { markResultsRemoved } from '../file/rows.ts';
import { contextOf } from './case-context.ts';
import type { Course } from './course.ts';
import { readPaper } from './paper.ts';

/** A text of the definition or of a person, its placeholders filled from the application and the decision as they are now. */
export async function fillMessage(course: Course, text: string, decision: DecisionWords | null): Promise<string> {
  return fillPaperText(text, await paperOf(course, { decision, approverId: null }));
}

export interface Published {
  /** Ids of the final papers. */
  readonly files: readonly string[];
  /** To the applicant, as the decision has it: filled once, since braces in somebody's answer are only text. */
  readonly message: string;
}

/** The final papers with the stamp of whoever acts, in PDF/A and DOCX from one model. */
export async function renderDecision(course: Course, place: DecisionPlace): Promise<string[]> {
  const decision = await getDecision(course, place);
  const paper = await paperOf(course, { decision, approverId: place.userId });
  const model = decisionDocument(paper);
  await keepPaper(course.work.trx, course.record.id, model);
  return keepPapers(course, model);
}

/** What is published never changes again. `rendered`: the papers are there already, and are what was signed. */
export async function publishDecision(
  course: Course,
  { place, rendered }: { readonly place: DecisionPlace; readonly rendered: boolean },
): Promise<Published> {
  const { message } = await getDecision(course, place);
  const files = rendered ? await resultFiles(course) : await renderDecision(course, place);
  await markPublished(course.work.trx, place);
  return { files, message };
}

/** A decision that is made anew or sent back takes the papers of the former with it, and their signatures. */
export async function dropRendered({ work: { trx, now }, record }: Course): Promise<void> {
  await markResultsRemoved(trx, record.id, now);
}

async function resultFiles({ work: { trx }, record }: Course): Promise<string[]> {
  const files = (await listFiles(trx, record.id)).filter(({ purpose }) => purpose === 'result');
  if (files.length === 0) throw new Error(`application ${record.id} has no papers of its decision`);
  return files.map(({ id }) => id);
}

async function getDecision({ work: { trx } }: Course, { applicationId }: DecisionPlace) {
  const decision = await findDecision(trx, applicationId);
  if (decision === undefined) throw new Error(`application ${applicationId} has no decision`);
  return decision;
}

async function paperOf(course: Course, said: { decision: DecisionWords | null; approverId: string | null }) {
  const { work, held, decision } = course;
  const record = { ...course.record, state: decision.state };
  const context = contextOf({ ...held.parts, record });
  const { definitions } = work.deps;
  return readPaper(work.trx, { definitions, record, pinned: held.pinned, context, now: work.now, ...said });
}

async function keepPapers({ work, record }: Course, model: DocumentModel): Promise<string[]> {
  const paper = {
    organisationId: record.organisationId,
    applicationId: record.id,
    description: model.title,
    createdAt: work.now,
  };
  const name = (extension: string) => safeFileName(`Решение ${record.number ?? ''}`.trim().concat('.', extension));
  const add = (extension: 'pdf' | 'docx', content: Uint8Array) =>
    addGeneratedFile(work.trx, work.deps.files, {
      ...paper,
      name: name(extension),
      mediaType: MEDIA_TYPES[extension],
      content,
    });
  return [await add('pdf', renderPdf(model)), await add('docx', await renderDocx(model))];
}
