import { findSigningProblem } from '../signature/signing.ts';
import { isExecutor, signatoryOf, type WorkflowContext } from './facts.ts';
import { goneText } from './gone.ts';
import { readOnlyText } from './onlooker.ts';
import { available, getState, mayEdit } from './workflow.ts';

/**
 * What may hang on an application: papers of the applicant, files of a decision, anything else, signatures of all these,
 * the list of papers, payments of the state duty, requests to others,
 * values taken over from their answers, words to the applicant, a mark that what came back was looked at.
 */
export type AttachmentKind =
  | 'document'
  | 'decision'
  | 'attachment'
  | 'signature'
  | 'signatureRemoval'
  | 'receivedDocuments'
  | 'originalsReturn'
  | 'request'
  | 'acceptance'
  | 'duty'
  | 'requestStart'
  | 'message'
  | 'seen';

/** The applicant asks, gets originals back, also when the work has ended. */
const afterwards: ReadonlySet<AttachmentKind> = new Set(['originalsReturn', 'message']);

/** Why the actor may not add or remove such a thing now, in words that say what to do; undefined when they may. */
export function findAttachProblem(context: WorkflowContext, kind: AttachmentKind): string | undefined {
  const gone = goneText(context.application);
  if (gone !== undefined) return gone;
  if (context.actor.onlooker) return readOnlyText;
  const state = getState(context.workflow, context.facts.state);
  if (state.final && !afterwards.has(kind)) return 'Работа по заявке завершена: файлы и документы больше не изменяются';
  return allowed[kind](context) ? undefined : refusalTexts[kind];
}

const allowed = {
  // What a published decision rests on stays as it was; later papers come as attachments.
  document: (context) => context.facts.decision?.status !== 'published' && (mayEdit(context) || isExecutor(context)),
  decision: (context) =>
    available(context).some(
      ({ action, open }) =>
        open && action.effects.some(({ effect }) => effect === 'decide' || effect === 'returnDecision'),
    ),
  attachment: works,
  signature: (context) => works(context) || isAwaited(context),
  // By a published decision's signatures it is known who answered for it.
  signatureRemoval: (context) => context.facts.decision?.status !== 'published' && works(context),
  // Others are asked while a decision is being made, by whoever makes it.
  request: (context) => isExecutor(context) && getState(context.workflow, context.facts.state).phase === 'inProgress',
  // The case is decided by them, so whoever decides it answers for them.
  acceptance: (context) =>
    isExecutor(context) && getState(context.workflow, context.facts.state).phase === 'inProgress',
  // The workflow itself, when the case has come into work.
  requestStart: (context) => getState(context.workflow, context.facts.state).phase === 'inProgress',
  receivedDocuments: handles,
  duty: handles,
  // At any time, also when the work has ended.
  originalsReturn: handles,
  seen: works,
  message: (context) => works(context) || takesIn(context),
} as const satisfies Record<AttachmentKind, (context: WorkflowContext) => boolean>;

const refusalTexts = {
  document:
    'Документы заявителя добавляет и убирает тот, кто заполняет заявку, или её исполнитель, до публикации решения',
  decision: 'Файлы решения меняет исполнитель, пока готовит решение, или утверждающий, пока оно на утверждении',
  attachment: 'Файлы добавляет тот, кто сейчас работает с заявкой',
  signature: 'Подписи добавляет тот, кто сейчас работает с заявкой',
  signatureRemoval: 'Подписи убирает тот, кто сейчас работает с заявкой, до публикации решения',
  request: 'Запросы отправляет исполнитель заявки, пока она в работе',
  requestStart: 'Запросы отправляются, пока заявка в работе',
  acceptance: 'Значения из ответов принимает исполнитель заявки, пока она в работе',
  originalsReturn: 'Подлинники возвращают те, кто принимает заявления, или исполнитель заявки',
  receivedDocuments: 'Перечень принятых документов ведут те, кто принимает заявления, или исполнитель заявки',
  duty: 'Платежи и освобождения вносят те, кто принимает заявления, или исполнитель заявки',
  seen: 'Просмотр отмечает тот, кто сейчас работает с заявкой',
  message: 'Заявителю пишут исполнитель заявки и те, кто принимает заявления',
} as const satisfies Record<AttachmentKind, string>;

function works(context: WorkflowContext): boolean {
  return mayEdit(context) || isExecutor(context) || available(context).some(({ open }) => open);
}

function handles(context: WorkflowContext): boolean {
  return mayEdit(context) || isExecutor(context) || takesIn(context);
}

/** Whose turn it is to sign the paper of the decision. */
function isAwaited({ application: { signing }, ...context }: WorkflowContext): boolean {
  return signing !== undefined && findSigningProblem(signing, signatoryOf(context)) === undefined;
}

function takesIn({ workflow, actor }: WorkflowContext): boolean {
  return workflow.actions.some((one) => one.creates && one.functions.some((code) => actor.functions.has(code)));
}
