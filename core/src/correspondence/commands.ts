import type { ApiTypes } from '../api.gen.ts';
import { findAttachProblem } from '../application/attachment.ts';
import type { AttachWork } from '../application/command.ts';
import { execute } from '../application/commands.ts';
import type { WorkflowContext } from '../application/facts.ts';
import { getState } from '../application/workflow.ts';
import { findPortalStatus } from '../definition/portal-status.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { listFiles } from '../file/queries.ts';
import { insertPublication } from '../publication/rows.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { findQuestion, isWritten } from './queries.ts';

interface Writing {
  readonly deps: Deps;
  readonly session: Session;
  readonly applicationId: string;
}

type Message = ApiTypes['MessageToApplicant'];

/** Why the person may not write to the applicant's account now; undefined when they may. */
export function findWritingProblem(portalConnectionId: string | null, context: WorkflowContext): string | undefined {
  if (portalConnectionId === null)
    return 'Заявка пришла не с портала: сообщите заявителю способом, который он указал в заявке';
  return findAttachProblem(context, 'message');
}

/** Thrown to leave all as it was: it has been written before. */
class WrittenBefore extends Error {}

/**
 * A clerk's words to the applicant's account on the portal: the answer to a question, or a message of the body's own. It goes
 * in its turn, after what the portal is told already. @throws Refusal
 */
export async function writeToApplicant({ deps, session, applicationId }: Writing, message: Message): Promise<void> {
  try {
    await execute(deps, session, {
      kind: 'attach',
      id: applicationId,
      what: 'message',
      event: message.question === undefined ? 'portalWritten' : 'portalAnswered',
      write: (work) => write(work, message, session.user.id),
    });
  } catch (error) {
    if (!(error instanceof WrittenBefore)) throw error;
  }
}

async function write(work: AttachWork, message: Message, authorId: string) {
  const { trx, application, context, pinned, now } = work;
  const { id: applicationId, organisationId, portalConnectionId: connectionId } = application;
  if (await isWritten(trx, applicationId, message.key)) throw new WrittenBefore();
  if (connectionId === null) throw new Refusal('stateConflict', findWritingProblem(connectionId, context));
  const answer = await answerOf(work, message);
  const attached = await filesOf(work, message.files ?? []);
  const state = getState(pinned.workflow, application.state);
  const text = message.text.trim();
  await insertPublication(trx, {
    ...{ organisationId, applicationId, connectionId, text, createdAt: now, kind: 'text' },
    code: findPortalStatus(pinned.service, state)?.code ?? null,
    // «Черновик» is a word of the clerks.
    title: state.phase === 'draft' ? 'Заявление получено' : titleOf(state.title, 'ru'),
    // Words end nothing: the one final answer to the application is the decision's.
    final: false,
    files: attached.map(({ id }) => id),
    written: { authorId, key: message.key, questionId: message.question ?? null },
    ...answer,
  });
  return { comment: text, attached };
}

/** @throws Refusal the question is of another application, or is answered */
async function answerOf({ trx, application }: AttachWork, { question: id }: Message) {
  if (id === undefined) return {};
  const question = await findQuestion(trx, { applicationId: application.id, id });
  if (question === undefined)
    throw new Refusal('notFound', 'Вопроса, на который вы отвечаете, у этой заявки нет: обновите переписку');
  if (question.isAnswered)
    throw new Refusal('stateConflict', 'На этот вопрос уже ответили: обновите переписку, там стоит ответ');
  if (question.reference === null) return {};
  return { answer: { to: 'text', outcome: 'done', reference: question.reference.reference } as const };
}

/** @throws Refusal a file is not of this application, or is removed */
async function filesOf({ trx, application }: AttachWork, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const there = await listFiles(trx, application.id);
  return ids.map((id) => {
    const file = there.find((one) => one.id === id);
    if (file === undefined)
      throw new Refusal('notFound', 'Файла, который вы прикладываете, у заявки нет: он удалён. Выберите другой');
    return { id, name: file.name };
  });
}
