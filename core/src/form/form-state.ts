import type { FormDefinition } from '@reglament/format';
import { type Truth, truth } from '../rule/evaluate.ts';
import type { Rule, RuleContext } from '../rule/rule-context.ts';
import type { JsonObject } from '../rule/value.ts';

/** A rule of the form that waits for an answer. */
export interface Undecided {
  readonly field: string;
  readonly about: 'visible' | 'required';
  /** Paths of the visible fields that nobody has answered yet, or of facts that are not known. */
  readonly missing: readonly string[];
}

export interface FormState {
  readonly visibleFields: ReadonlySet<string>;
  readonly requiredFields: ReadonlySet<string>;
  /** Sections that have something to show. */
  readonly visibleSections: ReadonlySet<string>;
  /** Fields hidden by a rule that is false: not applicable to all other rules. */
  readonly hiddenFields: ReadonlySet<string>;
  readonly undecided: readonly Undecided[];
  /** The context in which every other rule over these answers is evaluated: documents, guards, columns, templates. */
  readonly context: RuleContext;
}

/**
 * What the form shows and demands. A field that is hidden is not applicable to the rules of others, one whose rule is
 * undecided is as if it had never been answered; so rules are evaluated again until nothing changes.
 */
export function formState(form: FormDefinition, context: RuleContext): FormState {
  const visibility = settle(form, context);
  const settled = contextOf(visibility, context);
  const visibleFields = new Set<string>();
  const hiddenFields = new Set<string>();
  for (const field of Object.keys(form.schema.properties)) {
    const { value } = visibility.get(field) ?? SHOWN;
    if (value === true) visibleFields.add(field);
    if (value === false) hiddenFields.add(field);
  }
  const undecided: Undecided[] = [];
  for (const [field, { value, missing }] of visibility) {
    if (value === 'unknown') undecided.push({ field, about: 'visible', missing: rootCauses(missing, visibility) });
  }
  const requiredFields = new Set<string>();
  const always = new Set(form.schema.required);
  for (const field of visibleFields) {
    const rule = uiOf(form, field)?.required;
    const verdict = always.has(field) ? SHOWN : rule === undefined ? HIDDEN : truth(rule, settled);
    if (verdict.value === true) requiredFields.add(field);
    if (verdict.value !== 'unknown') continue;
    undecided.push({ field, about: 'required', missing: rootCauses(verdict.missing, visibility) });
  }
  const visibleSections = new Set<string>();
  for (const section of form.sections) {
    if (section.fields.some((field) => visibleFields.has(field)) && decide(section.visible, settled).value === true) {
      visibleSections.add(section.code);
    }
  }
  return { visibleFields, requiredFields, visibleSections, hiddenFields, undecided, context: settled };
}

/** The answers that a person can see; the others are dropped at registering. */
export function visibleAnswers(form: FormDefinition, answers: JsonObject, context: RuleContext): JsonObject {
  const { visibleFields } = formState(form, context);
  return Object.fromEntries(Object.entries(answers).filter(([field]) => visibleFields.has(field)));
}

/** Of the fields that some rule may hide; all the others are shown. */
type Visibility = ReadonlyMap<string, Truth>;

const SHOWN: Truth = { value: true, missing: [] };
const HIDDEN: Truth = { value: false, missing: [] };
const FLICKERING: Truth = { value: 'unknown', missing: [] };

function uiOf(form: FormDefinition, field: string) {
  return form.ui !== undefined && Object.hasOwn(form.ui, field) ? form.ui[field] : undefined;
}

function decide(rule: Rule | undefined, context: RuleContext): Truth {
  return rule === undefined ? SHOWN : truth(rule, context);
}

const MAX_ATTEMPTS = 4;

/**
 * As many rounds as there are rules settle whatever does not turn in a circle. What still changes then never will settle:
 * such fields are left undecided, so not shown, and the rest is settled around them. The linter refuses circles; here they
 * only must end.
 */
function settle(form: FormDefinition, context: RuleContext): Visibility {
  const fields = ruledFields(form);
  const ruled = fields.filter((field) => uiOf(form, field)?.visible !== undefined).length;
  const rounds = ruled + form.sections.filter((section) => section.visible !== undefined).length + 2;
  const frozen = new Set<string>();
  let visibility: Visibility = new Map(fields.map((field) => [field, SHOWN]));
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const flickering = new Set<string>();
    for (let round = 0; round < 2 * rounds; round += 1) {
      const next = look(form, contextOf(visibility, context), frozen);
      const changed = fields.filter((field) => next.get(field)?.value !== visibility.get(field)?.value);
      visibility = next;
      if (changed.length === 0) return visibility;
      if (round >= rounds) for (const field of changed) flickering.add(field);
    }
    for (const field of flickering) frozen.add(field);
  }
  return look(form, contextOf(visibility, context), frozen);
}

const ruledByForm = new WeakMap<FormDefinition, readonly string[]>();

/** Fields with a rule of their own or in a section that has one. Looked for once per form: a version of one never changes. */
function ruledFields(form: FormDefinition): readonly string[] {
  const known = ruledByForm.get(form);
  if (known !== undefined) return known;
  const inRuledSections = new Set(
    form.sections.flatMap(({ visible, fields }) => (visible === undefined ? [] : fields)),
  );
  const ruled = Object.keys(form.schema.properties).filter(
    (field) => inRuledSections.has(field) || uiOf(form, field)?.visible !== undefined,
  );
  ruledByForm.set(form, ruled);
  return ruled;
}

function look(form: FormDefinition, context: RuleContext, frozen: ReadonlySet<string>): Visibility {
  const inSections = new Map<string, Truth>();
  for (const section of form.sections) {
    const verdict = decide(section.visible, context);
    for (const field of section.fields) {
      const other = inSections.get(field);
      inSections.set(field, other === undefined ? verdict : either(other, verdict));
    }
  }
  const visibility = new Map<string, Truth>();
  for (const field of ruledFields(form)) {
    const inSection = inSections.get(field) ?? SHOWN;
    const verdict = inSection.value === false ? HIDDEN : both(inSection, decide(uiOf(form, field)?.visible, context));
    visibility.set(field, frozen.has(field) ? FLICKERING : verdict);
  }
  return visibility;
}

function both(left: Truth, right: Truth): Truth {
  if (left.value === false || right.value === false) return HIDDEN;
  if (left.value === true && right.value === true) return SHOWN;
  return { value: 'unknown', missing: [...new Set([...left.missing, ...right.missing])] };
}

function either(left: Truth, right: Truth): Truth {
  if (left.value === true || right.value === true) return SHOWN;
  if (left.value === false && right.value === false) return HIDDEN;
  return { value: 'unknown', missing: [...new Set([...left.missing, ...right.missing])] };
}

/** Hidden fields are not applicable; an answer to a question that is not decided to be asked is not there yet. */
function contextOf(visibility: Visibility, context: RuleContext): RuleContext {
  const hidden = new Set<string>();
  let data: { [key: string]: JsonObject[string] } | undefined;
  for (const [field, { value }] of visibility) {
    if (value === false) hidden.add(field);
    if (value === 'unknown' && Object.hasOwn(context.data, field)) {
      data ??= { ...context.data };
      delete data[field];
    }
  }
  return { ...context, hidden, data: data ?? context.data };
}

/** A rule that waits for a field which itself is not shown yet really waits for what that field waits for. */
function rootCauses(missing: readonly string[], visibility: Visibility): string[] {
  const causes = new Set<string>();
  const visited = new Set<string>();
  const follow = (path: string): void => {
    if (visited.has(path)) return;
    visited.add(path);
    const verdict = visibility.get(path.split('.')[0] ?? path);
    if (verdict?.value !== 'unknown') causes.add(path);
    else for (const other of verdict.missing) follow(other);
  };
  for (const path of missing) follow(path);
  return [...causes];
}
