import type { RuleContext } from '../rule-context.ts';

/** What a phrase may ask of the sentence it is a part of. */
export interface Teller {
  readonly context: RuleContext;
  /** The rule alone is told, not what it comes to. */
  readonly bare: boolean;
  /** The node as a statement: «заполнено «Площадь» (120)»; `negated` says the opposite. */
  say(node: unknown, negated: boolean): string;
  /** The node as a thing that has a value: «число строк «Участки» (2)»; `near` lends its titles to a written-out value. */
  term(node: unknown, near?: unknown): string;
  /** Value in brackets, or nothing inside `some` and `all`, where each element has its own. */
  shown(node: unknown): string;
  value(node: unknown): unknown;
  pathOf(node: unknown): string | undefined;
  titleOf(node: unknown): string | undefined;
  /** The teller for the elements of a list. */
  inside(listNode: unknown): Teller;
}

export interface Phrase {
  readonly args: readonly unknown[];
  readonly node: unknown;
  readonly teller: Teller;
  readonly negated: boolean;
}
