import type { RuleContext } from '../rule-context.ts';
import type { Inner, UNKNOWN } from '../value.ts';

/** What an operation may ask of the evaluator. */
export interface Machine {
  readonly context: RuleContext;
  value(node: unknown): Inner;
  /** The node as a condition: an untouched checkbox and what is not applicable are false. */
  condition(node: unknown): boolean | typeof UNKNOWN;
  /** The node evaluated with an element of the list that `listNode` gave as its data. */
  inElement(element: unknown, listNode: unknown, node: unknown): Inner;
  conditionInElement(element: unknown, listNode: unknown, node: unknown): boolean | typeof UNKNOWN;
  variable(path: string): Inner;
  named(code: string): Inner;
  /** Path of a variable's node from the root, as titles know it. */
  nameOf(node: unknown): string | undefined;
  /** Records what the result waits for; forgotten when the result turns out to be known. */
  waitFor(name: string): void;
}

export type Operation = (args: readonly unknown[], machine: Machine) => Inner;
