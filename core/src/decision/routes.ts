import type { DecisionKind } from '@reglament/format';
import type { DecisionPreview, EarlierRefusals } from '../api.gen.ts';
import { findKnownApplicant } from '../applicant/queries.ts';
import { type Case, getCase, type Look, viewOfDecision } from '../application/card.ts';
import { ruleContext } from '../application/case-context.ts';
import { readPaper } from '../application/paper.ts';
import { knownVariant } from '../application/variant.ts';
import { available } from '../application/workflow.ts';
import { renderDocx } from '../document/render-docx.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { Refusal } from '../errors.ts';
import { MEDIA_TYPES } from '../file/media-type.ts';
import { listFiles } from '../file/queries.ts';
import { type Route, route, type StreamResult } from '../http.ts';
import { paperStream } from '../paper-stream.ts';
import { titleOf } from '../rule/title.ts';
import { isFault } from '../signature/place.ts';
import { chosenGround, groundsOf } from './commands.ts';
import { type DecisionWords, decisionDocument } from './decision-document.ts';
import { decisionSpec, groundsFor } from './decision-kind.ts';
import { findDecision, findSignedPaper, listEarlierRefusals } from './queries.ts';
import { type KeptRepeat, type RepeatAnswer, repeatExceptions } from './repeat-refusal.ts';
import { stampedCopy } from './stamped-copy.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications/:id/decision',
    summary: 'Решение по заявке',
    access: { application: 'see' },
    scope: 'applications.read',
    params: { id: 'uuid' },
    response: 'DecisionResult',
    recordedAs: 'decision',
    handler: (call) =>
      call.deps.database.inBodies(call.session.bodies, async (trx) => {
        const { pinned } = await getCase(call, trx, call.params.id);
        return { decision: viewOfDecision(pinned, await findDecision(trx, call.params.id)) };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id/earlier-refusals',
    summary: 'Прежние отказы этому заявителю по этой услуге: из них выбирают, после какого он обратился',
    access: { application: 'act' },
    scope: 'applications.read',
    params: { id: 'uuid' },
    response: 'EarlierRefusals',
    recordedAs: 'earlierRefusals',
    handler: (call) => earlierRefusals(call, call.params.id),
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id/decision/paper-copy',
    summary: 'Выпущенный документ для печати, с отметкой о каждой электронной подписи под ним (PDF/A)',
    access: { application: 'see' },
    scope: 'files.read',
    params: { id: 'uuid' },
    response: 'stream',
    recordedAs: 'paperCopy',
    handler: (call) => paperCopy(call, call.params.id),
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/decision/preview',
    summary: 'Проект документа решения: тот же документ, что будет опубликован, без отметки об утверждении',
    access: { application: 'see' },
    params: { id: 'uuid' },
    query: 'PreviewQuery',
    body: 'DecisionPreview',
    response: 'stream',
    recordedAs: 'preview',
    handler: (call) => preview(call, call.params.id, { body: call.body, format: call.query.format ?? 'pdf' }),
  }),
];

/**
 * What is given to somebody on paper: the signed paper, with a mark for each of its signers.
 * @throws Refusal stateConflict while nothing is published or signed
 */
async function paperCopy({ deps, session }: Look, id: string): Promise<StreamResult> {
  const { copy, number } = await deps.database.inBodies(session.bodies, async (trx) => {
    const files = (await listFiles(trx, id)).filter(
      (one) => one.purpose === 'result' && one.mediaType === MEDIA_TYPES.pdf,
    );
    const standing = files
      .flatMap(({ signatures }) => signatures)
      .filter(({ verdict }) => verdict === null || !isFault(verdict));
    const found = await findSignedPaper(trx, { applicationId: id, people: standing.map((one) => one.uploadedBy.id) });
    if (found === undefined || found.paper === null) {
      throw new Refusal(
        'stateConflict',
        'Документа решения ещё нет: копия с отметками о подписях печатается, когда он выпущен.',
      );
    }
    if (standing.length === 0) {
      const text =
        'Под документом нет действующей электронной подписи: отметить на копии нечего. Напечатайте сам документ.';
      throw new Refusal('stateConflict', text);
    }
    const signatures = standing.map((one) => ({ ...one, position: found.positions[one.uploadedBy.id] ?? null }));
    return { copy: stampedCopy(found.paper, signatures, found), number: found.number };
  });
  const name = `Копия с отметками о подписях ${number ?? ''}`.trim();
  return paperStream(renderPdf(copy), { format: 'pdf', name, shown: true });
}

/** Of a draft as well: its applicant is looked for among those the body already knows. */
async function earlierRefusals(look: Look, id: string): Promise<EarlierRefusals> {
  return look.deps.database.inBodies(look.session.bodies, async (trx) => {
    const { row, pinned } = await getCase(look, trx, id);
    const applicantId = row.applicantId ?? (row.applicant && (await findKnownApplicant(trx, row.applicant))) ?? null;
    const place = { applicationId: id, ...row, applicantId };
    const items = pinned.service.procedure === undefined ? await listEarlierRefusals(trx, place) : [];
    return {
      items: items.map(({ publishedAt, grounds, kind, ...rest }) => ({
        ...rest,
        kind,
        title: titleOf(decisionSpec(pinned.service, kind).title, 'ru'),
        publishedAt: publishedAt.toISOString(),
        grounds: [...grounds],
      })),
      exceptions: repeatExceptions.map((one) => ({ ...one })),
    };
  });
}

interface Wanted {
  readonly body: DecisionPreview;
  readonly format: 'pdf' | 'docx';
}

async function preview(look: Look, id: string, { body, format }: Wanted): Promise<StreamResult> {
  const model = await look.deps.database.inBodies(look.session.bodies, async (trx) => {
    const found = await getCase(look, trx, id);
    const stored = await findDecision(trx, id);
    const decision = wordsOf(found, stored, body);
    const { definitions } = look.deps;
    const { row: record, pinned, context } = found;
    return decisionDocument(
      await readPaper(trx, { definitions, record, pinned, context, decision, approverId: null, now: look.now }),
    );
  });
  const content = format === 'pdf' ? renderPdf(model) : await renderDocx(model);
  return paperStream(content, { format });
}

/** Words that are being typed go over the stored ones; a preview of another kind starts from nothing. */
function wordsOf(found: Case, stored: DecisionWords | undefined, typed: DecisionPreview): DecisionWords {
  const kind = typed.kind ?? stored?.kind;
  if (kind === undefined) {
    throw new Refusal('stateConflict', 'Решение ещё не подготовлено: выберите, одобрить услугу или отказать');
  }
  if (Object.keys(typed).length > 0 && !mayDecide(found.context)) {
    throw new Refusal('actionClosed', 'Проект решения составляет исполнитель, пока заявка у него на рассмотрении');
  }
  const base = stored?.kind === kind ? stored : { grounds: [], text: '', message: '', repeat: null };
  return {
    kind,
    grounds:
      typed.grounds === undefined
        ? base.grounds
        : groundsOf(allowedGrounds(found, kind), typed.grounds.flatMap(chosenGround)),
    text: typed.text ?? base.text,
    message: typed.message ?? base.message,
    repeat: typed.repeat === undefined ? (base.repeat ?? null) : previewOf(typed.repeat),
  };
}

/** The paper names the case and its reason; whether they are needed, saving checks. */
function previewOf({ exception, justification }: RepeatAnswer): KeptRepeat {
  return { earlier: null, exception: exception ?? null, justification: justification ?? null };
}

function allowedGrounds({ row, pinned: { service }, context }: Case, kind: DecisionKind) {
  return groundsFor(service, kind, knownVariant(row, service, ruleContext(context)));
}

function mayDecide(context: Case['context']): boolean {
  return available(context).some(({ action, open }) => open && action.effects.some((one) => one.effect === 'decide'));
}
