import { Refusal } from '../../errors.ts';
import { normalAnswers } from '../../form/normal-answers.ts';
import { contextOf, ruleContext } from '../case-context.ts';
import { contentOf, listColumns } from '../content.ts';
import { contentChanges } from '../edit.ts';
import { type Held, hold, type Work } from '../hold.ts';
import { record } from '../record.ts';
import { updateApplication } from '../rows.ts';
import { refuseOtherVariant } from '../variant.ts';
import { getState } from '../workflow.ts';
import { act, addSentFiles, holdFromPortal, note, placeOfFiles } from './desk.ts';
import { fitAnswers } from './fit-content.ts';
import type { CancelCommand, CorrectCommand, FollowCommand, PortalOutcome, SayCommand } from './portal-command.ts';
import { insertQuestion } from './rows.ts';
import { strangerTo } from './sender.ts';
import { type Answered, answerPortal } from './tell-portal.ts';

const unknown = {
  status: 'quarantine',
  reason: 'Заявки, о которой говорит портал, через это подключение не поступало',
} as const satisfies PortalOutcome;

/** What an applicant says of an application that came before. */
export async function follow(work: Work, command: FollowCommand): Promise<PortalOutcome> {
  const held = await holdFromPortal(work, command.portal);
  if (held === undefined) return unknown;
  const stranger = await strangerTo(work.trx, held.record.id, command);
  if (stranger !== undefined) return { status: 'quarantine', reason: stranger, applicationId: held.record.id, command };
  switch (command.kind) {
    case 'correct':
      return correct(work, held, command);
    case 'cancel':
      return cancel(work, held, command);
    case 'say':
      return hear(work, held, command);
  }
}

/** Corrections count while the applicant is waited for; the answers that are not given again stay as they were. */
async function correct(work: Work, held: Held, command: CorrectCommand): Promise<PortalOutcome> {
  const applicationId = held.record.id;
  if (held.record.phase !== 'waitingApplicant') {
    const reason = 'Исправления пришли, когда заявителя уже не ждали: в заявку они не внесены';
    const notice = 'По заявке № {} с портала пришли исправления, которых не ждали';
    await note(work, held, { event: 'portalLate', comment: reason, notice });
    await answerPortal(work, held, {
      to: 'correction',
      outcome: 'rejected',
      answerTo: command.answerTo,
      text: lateWords,
    });
    return { status: 'late', reason, applicationId };
  }
  const problems = [...command.problems, ...(await take(work, held, command))];
  await addSentFiles(work, placeOfFiles(held), command.files);
  const corrected = await hold(work, { id: applicationId });
  const acted = problems.length > 0 ? { done: false, problems } : await act(work, corrected, ['correction', '']);
  if ('problems' in acted) {
    const notice = 'По заявке № {} с портала пришли исправления: проверьте и внесите их';
    await note(work, corrected, { event: 'portalUnfit', comment: acted.problems.join('\n'), notice });
  }
  const now = await hold(work, { id: applicationId });
  const outcome = acted.done ? 'done' : 'inProgress';
  await answerPortal(work, now, {
    to: 'correction',
    outcome,
    answerTo: command.answerTo,
    text: 'Исправления получены',
  });
  return { status: 'accepted', applicationId };
}

/** Writes the answers, with what was before; gives what could not be taken. */
async function take(work: Work, held: Held, { answers }: CorrectCommand): Promise<readonly string[]> {
  const { pinned, record: row, parts } = held;
  const before = contentOf(row);
  const given = { ...before, answers: { ...before.answers, ...normalAnswers(answers, pinned.service.form) } };
  const contextWith = (content: typeof given) => ruleContext(contextOf({ ...parts, record: { ...row, ...content } }));
  const { content, problems } = fitAnswers({ pinned, content: given, context: contextWith(given) }, before.answers);
  const context = contextWith(content);
  try {
    refuseOtherVariant(row, pinned.service, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [...problems, error.message];
  }
  const changes = contentChanges(before, content);
  if (changes.length === 0) return problems;
  const { id, organisationId, state } = row;
  const columns = { answers: content.answers, ...listColumns(pinned, { ...content, duty: row.duty }, context) };
  const version = await updateApplication(work.trx, { id, now: work.now }, columns);
  await record(work, { id, organisationId, version, state }, { type: 'corrected', payload: { changes } });
  return problems;
}

const lateWords = 'Исправления не приняты: сейчас их не ждут. О решении сообщит ведомство';

/** What has ended is not taken back by a wish. */
function cancelWords(held: Held, done: boolean): Pick<Answered, 'outcome' | 'text'> {
  if (done) return { outcome: 'done', text: 'Заявление отозвано' };
  if (getState(held.pinned.workflow, held.record.state).final === true)
    return { outcome: 'rejected', text: 'Услуга уже оказана или в ней отказано: отозвать заявление нельзя' };
  return { outcome: 'inProgress', text: 'Отзыв заявления рассматривает сотрудник' };
}

/** The workflow's own way out, where it has one in this state; else a person decides. */
async function cancel(work: Work, held: Held, command: CancelCommand): Promise<PortalOutcome> {
  await addSentFiles(work, placeOfFiles(held), command.files);
  const acted = await act(work, held, ['cancel', command.reason]);
  const now = acted.done ? await hold(work, { id: held.record.id }) : held;
  await answerPortal(work, now, { to: 'cancel', answerTo: command.answerTo, ...cancelWords(held, acted.done) });
  if (!acted.done) {
    await note(work, held, {
      event: 'portalCancel',
      comment: command.reason,
      problems: acted.problems,
      notice: 'Заявитель отказывается от заявки № {}: решите её',
    });
  }
  return { status: 'accepted', applicationId: held.record.id };
}

/** A person answers it: the portal waits until then. */
async function hear(work: Work, held: Held, command: SayCommand): Promise<PortalOutcome> {
  const files = await addSentFiles(work, placeOfFiles(held), command.files);
  const notice = 'По заявке № {} пришло сообщение заявителя с портала';
  const eventId = await note(work, held, { event: 'portalText', comment: command.text, notice });
  const { id: applicationId, organisationId } = held.record;
  await insertQuestion(work.trx, { applicationId, organisationId, eventId, files, answerTo: command.answerTo });
  return { status: 'accepted', applicationId: held.record.id };
}
