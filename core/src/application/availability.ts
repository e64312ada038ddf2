import type { WorkflowAction } from '@reglament/format';
import { findDutyProblem, findOwedInGuard } from '../duty/duty-guard.ts';
import { truth } from '../rule/evaluate.ts';
import { explain } from '../rule/explain.ts';
import { titleOf } from '../rule/title.ts';
import { awaitedPlaces, findSigningProblem, nameOf } from '../signature/signing.ts';
import { findClockProblem } from './clock/clock-plan.ts';
import { findConcernedProblem } from './concerned.ts';
import { findIssueProblem } from './effect-plan.ts';
import { caseData, dataBeforeDuty, isExecutor, isInPlaceOf, signatoryOf, type WorkflowContext } from './facts.ts';
import { goneText } from './gone.ts';

export type ClosedCode =
  | 'finalState'
  | 'wrongState'
  | 'functionNeeded'
  | 'creatorOnly'
  | 'executorNotAssigned'
  | 'gone'
  | 'executorOnly'
  | 'sameUser'
  | 'concerned'
  | 'nothingToRecall'
  | 'recallerOnly'
  | 'begun'
  | 'clock'
  | 'signatureNeeded'
  | 'nothingToIssue'
  | 'guard'
  | 'dutyOwed'
  | 'guardUnknown';

/** Why an action is not open, in words that say what to do. */
export interface ClosedReason {
  readonly code: ClosedCode;
  readonly text: string;
}

type Check = (context: WorkflowContext, action: WorkflowAction) => ClosedReason | undefined;

/** Asked in this order, so that the reason shown is the first that a person would have to deal with. */
const checks: readonly Check[] = [
  goneCheck,
  stateCheck,
  functionCheck,
  concernedCheck,
  relationCheck,
  sameUserCheck,
  ownDecisionCheck,
  recallCheck,
  clockCheck,
  issueCheck,
  dutyCheck,
  guardCheck,
  signatureCheck,
];

/** The first reason why this actor may not do this action now; undefined when it is open. */
export function findClosedReason(context: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  for (const check of checks) {
    const reason = check(context, action);
    if (reason) return reason;
  }
  return undefined;
}

function goneCheck({ application }: WorkflowContext): ClosedReason | undefined {
  const text = goneText(application);
  return text === undefined ? undefined : { code: 'gone', text };
}

function stateCheck({ workflow, facts }: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  const state = workflow.states.find((candidate) => candidate.code === facts.state);
  if (state?.final && !(isIssue(action) && action.from.includes(facts.state))) {
    return { code: 'finalState', text: 'Работа по заявке завершена: действия больше не выполняются' };
  }
  if (state && action.from.includes(facts.state)) return undefined;
  const title = state ? titleOf(state.title, 'ru') : facts.state;
  return { code: 'wrongState', text: `В состоянии «${title}» это действие не выполняется` };
}

function functionCheck({ workflow, actor }: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  // Without functions an automatic action belongs to nobody: it follows from the action of whoever acts.
  const byItself = action.automatic || action.onDeadline || action.onSigned || action.onPortal !== undefined;
  if (byItself && action.functions.length === 0) return undefined;
  if (action.functions.some((code) => actor.functions.has(code))) return undefined;
  const said = functionReasons.get(action);
  if (said?.functions === workflow.functions) return said.reason;
  const reason = functionReason(workflow, action);
  functionReasons.set(action, { functions: workflow.functions, reason });
  return reason;
}

interface SaidOfFunctions {
  readonly functions: WorkflowContext['workflow']['functions'];
  readonly reason: ClosedReason;
}

/** Said with every card, and the same for as long as the workflow: lower case by the rules of a language is dear. */
const functionReasons = new WeakMap<WorkflowAction, SaidOfFunctions>();

function functionReason({ functions }: WorkflowContext['workflow'], action: WorkflowAction): ClosedReason {
  const titles = action.functions.map((code) => {
    const title = functions[code]?.title;
    return title === undefined ? code : titleOf(title, 'ru').toLocaleLowerCase('ru');
  });
  return { code: 'functionNeeded', text: `Это действие выполняет ${titles.join(' или ')}` };
}

function concernedCheck({ application, actor }: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  const text = findConcernedProblem(application, actor.id, action);
  return text === undefined ? undefined : { code: 'concerned', text };
}

function relationCheck(context: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  const { application, facts, actor } = context;
  if (action.relation === 'creator' && application.creatorId !== actor.id) {
    return { code: 'creatorOnly', text: 'Это действие выполняет сотрудник, который создал заявку' };
  }
  if (action.relation !== 'executor' || isExecutor(context)) return undefined;
  return facts.executorId === null
    ? { code: 'executorNotAssigned', text: 'Сначала назначьте исполнителя' }
    : { code: 'executorOnly', text: 'Это действие выполняет исполнитель, назначенный по заявке' };
}

function sameUserCheck({ workflow, facts, actor }: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  if (action.notSameUserAs === undefined || facts.doneBy[action.notSameUserAs] !== actor.id) return undefined;
  const other = workflow.actions.find((candidate) => candidate.code === action.notSameUserAs);
  const title = other ? titleOf(other.title, 'ru') : action.notSameUserAs;
  return { code: 'sameUser', text: `Действие «${title}» выполнили вы: это действие должен выполнить другой сотрудник` };
}

/**
 * What one has prepared, in whosever place, another one approves. Of the executor's own approval the definition has its say;
 * a deputy's ends with the absence, and must not open the way.
 */
function ownDecisionCheck(
  { workflow, facts, actor }: WorkflowContext,
  action: WorkflowAction,
): ClosedReason | undefined {
  const approves = action.effects.some(({ effect }) => effect === 'publish' || effect === 'returnDecision');
  if (!approves || action.automatic || action.relation === 'executor') return undefined;
  if (facts.executorId === actor.id || facts.decision?.status !== 'prepared') return undefined;
  const decides = (one: WorkflowAction) => one.effects.some(({ effect }) => effect === 'decide');
  if (decides(action)) return undefined;
  const prepared = workflow.actions.some((one) => decides(one) && facts.doneBy[one.code] === actor.id);
  return prepared
    ? { code: 'sameUser', text: 'Это решение готовили вы: утвердить его должен другой сотрудник' }
    : undefined;
}

/** Only what was done last is taken back, by whoever did it, and only until somebody else has gone on from there. */
function recallCheck({ workflow, facts, actor }: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  if (action.recalls === undefined) return undefined;
  const { passed } = facts;
  if (passed === null || !action.recalls.includes(passed.action)) {
    const titles = action.recalls.map((code) => {
      const title = workflow.actions.find((one) => one.code === code)?.title;
      return `«${title === undefined ? code : titleOf(title, 'ru')}»`;
    });
    return {
      code: 'nothingToRecall',
      text: `Отзывают сразу после действия ${titles.join(' или ')}: оно было не последним`,
    };
  }
  if (!isInPlaceOf(actor, passed.by)) {
    return { code: 'recallerOnly', text: 'Отозвать может только тот, кто передал заявку дальше' };
  }
  if (passed.begunBy === null) return undefined;
  return {
    code: 'begun',
    text: `Работу по заявке уже начали (${passed.begunBy}): отозвать её нельзя, договоритесь с коллегой`,
  };
}

function issueCheck({ facts }: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  const text = isIssue(action) ? findIssueProblem(facts) : undefined;
  return text === undefined ? undefined : { code: 'nothingToIssue', text };
}

/** The result may be called for long after the work has ended: that alone is done in a final state, and leaves it as it is. */
function isIssue(action: WorkflowAction): boolean {
  return action.effects.some(({ effect }) => effect === 'issue');
}

function clockCheck(context: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  const text = findClockProblem(context, action);
  return text === undefined ? undefined : { code: 'clock', text };
}

function dutyCheck(context: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  if (context.service.duty?.before === undefined) return undefined;
  const text = findDutyProblem(context, action, dataBeforeDuty(context));
  return text === undefined ? undefined : { code: 'dutyOwed', text };
}

function guardCheck(context: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  if (action.guard === undefined) return undefined;
  const rules = { ...context.rules, data: caseData(context) };
  const { value, missing } = truth(action.guard, rules);
  if (value === true) return undefined;
  const owed = findOwedInGuard(context, action.guard, dataBeforeDuty(context));
  const message = action.guardMessage === undefined ? undefined : titleOf(action.guardMessage, 'ru');
  if (owed !== undefined) return { code: 'dutyOwed', text: message ?? owed };
  const fields = missing.filter((field) => !/^(case|calendar)\./.test(field));
  if (value === 'unknown' && fields.length > 0) {
    const labels = fields.map((field) => `«${context.rules.labels?.[field] ?? field}»`);
    const text = `Не хватает сведений, заполните: ${labels.join(', ')}`;
    return { code: 'guardUnknown', text: message === undefined ? text : `${message}. ${text}` };
  }
  return { code: 'guard', text: message ?? explain(action.guard, rules) };
}

function signatureCheck(context: WorkflowContext, action: WorkflowAction): ClosedReason | undefined {
  if (!action.effects.some(({ effect }) => effect === 'requireSignature')) return undefined;
  const { signing, resultSigned } = context.application;
  const code = 'signatureNeeded';
  const awaited = signing === undefined ? [] : awaitedPlaces(signing);
  if (signing === undefined ? resultSigned : awaited.length === 0) return undefined;
  if (signing !== undefined && findSigningProblem(signing, signatoryOf(context)) !== undefined)
    return { code, text: `Сначала документ подписывает: ${awaited.map(nameOf).join(', ')}` };
  return { code, text: 'Сначала приложите подпись к документу результата: вкладка «Решение», «Подписать»' };
}
