export type RuleErrorCode =
  | 'notARule'
  | 'unknownOperator'
  | 'arguments'
  | 'tooDeep'
  | 'tooLarge'
  | 'pattern'
  | 'date'
  | 'unknownRule'
  | 'cycle';

/**
 * The rule itself is wrong, whatever the answers are. Publishing runs `check` and lets no such rule through, so meeting
 * one while evaluating is a fault of the definition (or of our check), never of the person who fills the form.
 */
export class RuleError extends Error {
  readonly code: RuleErrorCode;
  /** JSON pointer from the root of the rule. */
  readonly pointer: string;

  constructor(code: RuleErrorCode, pointer: string, message: string) {
    super(message);
    this.name = 'RuleError';
    this.code = code;
    this.pointer = pointer;
  }
}
