import { type DecisionWords, decisionDocument, fillPaperText } from '../decision/decision-document.ts';
import { findDecision } from '../decision/queries.ts';
import { type DecisionPlace, markPublished } from '../decision/rows.ts';
import type { DocumentModel } from '../document/document-model.ts';
import { renderDocx } from '../document/render-docx.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { addGeneratedFile } from '../file/commands.ts';
import { safeFileName } from '../file/file-name.ts';
import { MEDIA_TYPES } from '../file/media-type.ts';
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

/** The final papers with the approver's stamp, in PDF/A and DOCX from one model; what is published never changes again. */
export async function publishDecision(course: Course, place: DecisionPlace): Promise<Published> {
  const { trx } = course.work;
  const decision = await findDecision(trx, place.applicationId);
  if (decision === undefined) throw new Error(`application ${place.applicationId} has no decision to publish`);
  const paper = await paperOf(course, { decision, approverId: place.userId });
  const files = await keepPapers(course, decisionDocument(paper));
  await markPublished(trx, place);
  return { files, message: decision.message };
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
