import { codeOfTitle } from '@reglament/core/rules';
import type { WorkflowAction, WorkflowDefinition, WorkflowState } from '@reglament/format';
import { changeItem, moveItem, type Part } from '../list-commands.ts';

/** Pure commands of the workflow editor: a definition in, a definition out, and what did not change is the same object. */

export interface Made {
  readonly workflow: WorkflowDefinition;
  readonly code: string;
}

export function addState(workflow: WorkflowDefinition, title: string): Made {
  const code = codeOfTitle(title, codesOf(workflow.states), 'state');
  return { workflow: { ...workflow, states: [...workflow.states, { code, title, phase: 'inProgress' }] }, code };
}

export function changeState(
  workflow: WorkflowDefinition,
  code: string,
  change: Part<WorkflowState>,
): WorkflowDefinition {
  return { ...workflow, states: changeItem(workflow.states, code, change) };
}

export function moveState(workflow: WorkflowDefinition, code: string, by: -1 | 1): WorkflowDefinition {
  return { ...workflow, states: moveItem(workflow.states, code, by) };
}

/** Actions are no longer open in it; those that lead to it keep saying so, and the check shows them. */
export function removeState(workflow: WorkflowDefinition, code: string): WorkflowDefinition {
  return {
    ...workflow,
    states: workflow.states.filter((state) => state.code !== code),
    actions: workflow.actions.map((action) =>
      action.from.includes(code) ? { ...action, from: action.from.filter((one) => one !== code) } : action,
    ),
  };
}

export function addAction(workflow: WorkflowDefinition, title: string): Made {
  const code = codeOfTitle(title, codesOf(workflow.actions), 'action');
  const functions = Object.keys(workflow.functions).slice(0, 1);
  const action: WorkflowAction = { code, title, from: [], stay: true, functions, effects: [] };
  return { workflow: { ...workflow, actions: [...workflow.actions, action] }, code };
}

export function changeAction(
  workflow: WorkflowDefinition,
  code: string,
  change: Part<WorkflowAction>,
): WorkflowDefinition {
  return { ...workflow, actions: changeItem(workflow.actions, code, change) };
}

export function moveAction(workflow: WorkflowDefinition, code: string, by: -1 | 1): WorkflowDefinition {
  return { ...workflow, actions: moveItem(workflow.actions, code, by) };
}

export function removeAction(workflow: WorkflowDefinition, code: string): WorkflowDefinition {
  return { ...workflow, actions: workflow.actions.filter((action) => action.code !== code) };
}

/** Whether the action is open in the state; states stand in the order of the workflow. */
export function openAction(workflow: WorkflowDefinition, action: string, at: Place): WorkflowDefinition {
  const own = workflow.actions.find(({ code }) => code === action);
  if (own === undefined) return workflow;
  const wanted = new Set(own.from);
  if (at.open) wanted.add(at.state);
  else wanted.delete(at.state);
  const known = workflow.states.map(({ code }) => code).filter((code) => wanted.has(code));
  // A state that is not there any more stays visible until it is taken out by hand.
  const lost = own.from.filter((code) => wanted.has(code) && !known.includes(code));
  return changeAction(workflow, action, { from: [...known, ...lost] });
}

export interface Place {
  readonly state: string;
  readonly open: boolean;
}

export function targetsOf({ to }: Pick<WorkflowAction, 'to'>): readonly string[] {
  if (to === undefined) return [];
  return typeof to === 'string' ? [to] : to.map(({ state }) => state);
}

/** A state gets another code everywhere the workflow names it, conditions on `case.state` included. */
export function recodeState(workflow: WorkflowDefinition, from: string, to: string): WorkflowDefinition {
  const named = (code: string) => (code === from ? to : code);
  return {
    ...workflow,
    initial: named(workflow.initial),
    states: workflow.states.map((state) => ({ ...state, code: named(state.code) })),
    actions: workflow.actions.map((action) => ({
      ...action,
      from: action.from.map(named),
      ...(action.to === undefined ? {} : { to: retargeted(action.to, named) }),
      ...(action.guard === undefined ? {} : { guard: inStateRules(action.guard, named) }),
    })),
  };
}

function retargeted(
  to: NonNullable<WorkflowAction['to']>,
  named: (code: string) => string,
): NonNullable<WorkflowAction['to']> {
  if (typeof to === 'string') return named(to);
  const rows = to.map((row) => ({
    ...(row.when === undefined ? {} : { when: inStateRules(row.when, named) }),
    state: named(row.state),
  }));
  return rows as NonNullable<WorkflowAction['to']>;
}

/** Codes stand beside `{var: 'case.state'}` in a comparison, alone or in a list. */
function inStateRules<Rule>(rule: Rule, named: (code: string) => string): Rule {
  const visit = (node: unknown, beside: boolean): unknown => {
    if (typeof node === 'string') return beside ? named(node) : node;
    if (Array.isArray(node)) {
      const reads = node.some((one) => JSON.stringify(one) === '{"var":"case.state"}');
      return node.map((one) => visit(one, reads || (beside && typeof one === 'string')));
    }
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, inner]) => [key, key === 'var' ? inner : visit(inner, false)]),
    );
  };
  return visit(rule, false) as Rule;
}

/** An action gets another code everywhere the workflow names it. */
export function recodeAction(workflow: WorkflowDefinition, from: string, to: string): WorkflowDefinition {
  const named = (code: string) => (code === from ? to : code);
  return {
    ...workflow,
    actions: workflow.actions.map((action) => ({
      ...action,
      code: named(action.code),
      ...(action.notSameUserAs === undefined ? {} : { notSameUserAs: named(action.notSameUserAs) }),
      ...(action.recalls === undefined ? {} : { recalls: action.recalls.map(named) as [string, ...string[]] }),
    })),
  };
}

/** The code that a title suggests for something that nobody has published yet. */
export function codeFor(list: readonly { readonly code: string }[], own: string, title: string): string {
  const others = new Set([...codesOf(list)].filter((code) => code !== own));
  return title.trim() === '' ? own : codeOfTitle(title, others, own);
}

function codesOf(list: readonly { readonly code: string }[]): Set<string> {
  return new Set(list.map(({ code }) => code));
}
