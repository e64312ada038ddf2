import type { Title } from '@reglament/format';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import type { JsonObject } from './value.ts';

/** An expression of the rule language: JSON as an administrator wrote it, checked by `check`. */
export type Rule = unknown;

export interface NamedRule {
  readonly title?: Title;
  readonly rule: Rule;
}

export interface RuleContext {
  /** Answers at the root, facts of the case under `case` (make it by `ruleData`). */
  readonly data: JsonObject;
  readonly rules?: Readonly<Record<string, NamedRule>> | undefined;
  /** Codes of fields hidden by a false rule: not applicable. */
  readonly hidden?: ReadonlySet<string> | undefined;
  /** `YYYY-MM-DD` in the time zone of the body. */
  readonly today: string;
  readonly calendar?: WorkCalendar | undefined;
  /** Titles of fields by path, and of their values by `path=value` (make it by `labelsOf`). */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/**
 * Puts answers and facts of the case into one set of data. An answer can never pass for a fact: whatever a client sent
 * under `case` is dropped.
 */
export function ruleData(answers: JsonObject, facts?: JsonObject): JsonObject {
  const { case: _dropped, ...own } = answers;
  return facts === undefined ? own : { ...own, case: facts };
}
