/**
 * The corpus of rules, forms and due dates, run by Node and by the browser alike: it imports the public door and JSON only.
 */
import {
  applyMapping,
  available,
  calendarOf,
  check,
  checkForm,
  checkMapping,
  deps,
  due,
  evaluate,
  explain,
  formState,
  type Json,
  type JsonObject,
  type LedgerEntry,
  RuleError,
  ruleData,
  truth,
  UNKNOWN,
  type Validate,
  type Value,
} from '@reglament/core/rules';
import ru2025 from '../../service-definitions/calendars/ru2025.json' with { type: 'json' };
import ru2026 from '../../service-definitions/calendars/ru2026.json' with { type: 'json' };
import ru2027 from '../../service-definitions/calendars/ru2027.json' with { type: 'json' };
import doverie from '../../service-definitions/workflows/doverie.json' with { type: 'json' };
import dueDates from './due-dates.json' with { type: 'json' };
import formCheck from './forms/check.json' with { type: 'json' };
import formConditions from './forms/conditions.json' with { type: 'json' };
import formStates from './forms/state.json' with { type: 'json' };
import mappingApply from './mapping/apply.json' with { type: 'json' };
import mappingCheck from './mapping/check.json' with { type: 'json' };
import absent from './rules/absent.json' with { type: 'json' };
import checks from './rules/check.json' with { type: 'json' };
import comparison from './rules/comparison.json' with { type: 'json' };
import dates from './rules/dates.json' with { type: 'json' };
import dependencies from './rules/deps.json' with { type: 'json' };
import errors from './rules/errors.json' with { type: 'json' };
import explanations from './rules/explain.json' with { type: 'json' };
import hidden from './rules/hidden.json' with { type: 'json' };
import lists from './rules/lists.json' with { type: 'json' };
import logic from './rules/logic.json' with { type: 'json' };
import missing from './rules/missing.json' with { type: 'json' };
import named from './rules/named.json' with { type: 'json' };
import numbers from './rules/numbers.json' with { type: 'json' };
import text from './rules/text.json' with { type: 'json' };
import workflow from './workflow/available.json' with { type: 'json' };

export interface CasesResult {
  readonly passed: number;
  /** One line for each case that failed: which, what came out, what was expected. */
  readonly failures: readonly string[];
}

/** A file of cases; what stands beside `cases` holds for each of them. JSON is read as it lies, so fields are unchecked. */
interface CaseFile {
  readonly kind: string;
  readonly cases: readonly Case[];
}
type Case = { readonly name: string; readonly expected: unknown } & Readonly<Record<string, unknown>>;

const FILES: Readonly<Record<string, CaseFile>> = {
  absent,
  checks,
  comparison,
  dates,
  dependencies,
  dueDates,
  errors,
  explanations,
  formCheck,
  formConditions,
  formStates,
  hidden,
  lists,
  logic,
  mappingApply,
  mappingCheck,
  missing,
  named,
  numbers,
  text,
  workflow,
} as unknown as Readonly<Record<string, CaseFile>>;

const calendar = calendarOf([ru2025, ru2026, ru2027]);
const TODAY = '2025-11-21';

/** Runs every case; `validate` is the validator of JSON Schema of the side that runs them. */
export function runCases(validate: Validate): CasesResult {
  let passed = 0;
  const failures: string[] = [];
  for (const [file, { kind, cases, ...shared }] of Object.entries(FILES)) {
    for (const one of cases) {
      const actual = outcome(kind, { ...shared, ...one }, validate);
      if (same(actual, one.expected)) passed += 1;
      else failures.push(`${file}, «${one.name}»: ${show(actual)} вместо ${show(one.expected)}`);
    }
  }
  return { passed, failures };
}

/** The shipped workflow, an application made by `creator` and given to `executor`. */
function runAvailable(one: Case): unknown {
  const status = one.published === undefined ? ('prepared' as const) : ('published' as const);
  const kind = (one.published ?? one.decision) as 'grant' | undefined;
  const decision = kind === undefined ? null : { kind, status };
  const clock = { status: 'running', extensions: 0, extendedDays: 0 } as const;
  const found = available({
    workflow: doverie as never,
    service: { code: 'landPlotPlan', approval: true },
    application: {
      source: 'employee',
      creatorId: 'creator',
      applicantKind: 'person',
      hasRepresentative: false,
      resultSigned: false,
      requestsAnswered: true,
      answers: {},
    },
    facts: { state: String(one.state), executorId: 'executor', decision, doneBy: {}, clock, passed: null },
    actor: { id: String(one.actor), functions: new Set(one.functions as string[]) },
    rules: { today: TODAY, calendar },
  });
  return Object.fromEntries(found.map(({ action, open, reason }) => [action.code, open ? 'open' : reason?.code]));
}

type Runner = (one: Case, validate: Validate) => unknown;

const RUNNERS: Readonly<Record<string, Runner>> = {
  evaluate: (one) => written(evaluate(ruleOf(one), contextOf(one))),
  truth: (one) => truth(one.rule, contextOf(one)),
  explain: (one) => explain(one.rule, contextOf(one)),
  deps: (one) => deps(one.rule, one.rules as never),
  check: (one) => check(one.rule, one.schema as never, one.rules as never).map(({ code, pointer }) => [code, pointer]),
  formState: runFormState,
  checkForm: runCheckForm,
  applyMapping: runApplyMapping,
  checkMapping: runCheckMapping,
  available: runAvailable,
  due: runDue,
};

function outcome(kind: string, one: Case, validate: Validate): unknown {
  try {
    return RUNNERS[kind]?.(one, validate);
  } catch (error) {
    if (error instanceof RuleError) return { $error: error.code };
    return `сбой: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Conditions of the rows read the answers of the source. */
function runApplyMapping(one: Case): unknown {
  const source = one.source as { answers?: JsonObject };
  const rules = { data: ruleData(source.answers ?? {}), today: TODAY, calendar };
  const { target, values, faults } = applyMapping(one.mapping as never, {
    source: source as JsonObject,
    rules,
    titles: (one.titles ?? {}) as never,
  });
  return {
    target,
    from: values.map(({ pointer, from }) => `${pointer}: ${from.join(', ')}`),
    faults: faults.map(({ row, pointer, message }) => `${row} ${pointer}: ${message}`),
  };
}

function runCheckMapping(one: Case): unknown {
  const sides = { source: one.source as never, target: one.target as never, complete: one.complete === true };
  return checkMapping(one.mapping as never, sides).map(({ code, pointer, message }) => {
    const [, named] = code === 'requiredUnmapped' ? (/«(.+)»/.exec(message) ?? []) : [];
    return named === undefined ? [code, pointer] : [code, pointer, named];
  });
}

/** Moments are Moscow's own, `2025-09-01 10:00`; registered at noon where only a day is given. */
function runDue(one: Case): unknown {
  const moment = (text: unknown) => new Date(`${String(text).replace(' ', 'T')}:00+03:00`);
  const start = { kind: 'started', at: `${one.registeredOn} 12:00` };
  const entries = [start, ...((one.ledger ?? []) as object[])] as (Record<string, unknown> & { at: unknown })[];
  const ledger = entries.map((entry) => ({ reason: null, ...entry, at: moment(entry.at) })) as unknown as LedgerEntry[];
  const now = moment(one.now ?? start.at);
  const result = due({ ledger, term: one.term as never, calendar, timeZone: 'Europe/Moscow', now });
  if (!result.ok) return { missingYear: result.missingYear };
  return one.now === undefined ? result.dueDate : [result.dueDate, result.remaining];
}

function runFormState(one: Case): unknown {
  const data = ruleData(one.answers as JsonObject, one.facts as JsonObject | undefined);
  const state = formState(one.form as never, { data, today: TODAY, calendar });
  return {
    visible: [...state.visibleFields],
    required: [...state.requiredFields],
    sections: [...state.visibleSections],
    undecided: Object.fromEntries(state.undecided.map(({ field, missing: names }) => [field, names])),
  };
}

function runCheckForm(one: Case, validate: Validate): unknown {
  const answers = (one.replace ?? { ...(one.good as object), ...(one.patch as object) }) as JsonObject;
  const context = { today: TODAY, calendar };
  const complete = one.complete !== false;
  const problems = checkForm({ form: one.form as never, answers, context, validate, complete });
  return problems.map(({ pointer, code, message }) => [pointer, code, message.replaceAll('\u00a0', ' ')]);
}

function contextOf(one: Case) {
  const generated = one.generate as { rows?: number } | undefined;
  const data = generated?.rows === undefined ? one.data : { rows: Array.from({ length: generated.rows }, () => 1) };
  return {
    data: (data ?? {}) as JsonObject,
    today: String(one.today ?? TODAY),
    calendar,
    rules: one.rules as never,
    labels: one.labels as never,
    hidden: new Set((one.hidden ?? []) as string[]),
  };
}

/** Rules too large to be written out: `generate` says how deep or how many nodes. */
function ruleOf(one: Case): unknown {
  const { depth, nodes } = (one.generate ?? {}) as { depth?: number; nodes?: number };
  if (depth !== undefined) {
    let rule: unknown = true;
    for (let level = 1; level < depth; level += 1) rule = { and: [rule] };
    return rule;
  }
  if (nodes === undefined) return one.rule;
  // The operation, the number looked for and the list are nodes too.
  return { in: [1, Array.from({ length: nodes - 3 }, () => 1)] };
}

function written(value: Value): unknown {
  return value === UNKNOWN ? { $unknown: true } : (value as Json);
}

function same(left: unknown, right: unknown): boolean {
  return show(left) === show(right);
}

/** JSON with keys in order, so that two equal values read the same. No-break spaces are plain here. */
function show(value: unknown): string {
  const sorted = (_key: string, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item;
  return JSON.stringify(value, sorted)?.replaceAll('\u00a0', ' ') ?? 'ничего';
}
