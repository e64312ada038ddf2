import type { Translate } from './template.ts';

/** Marks in the schemas of answers: what the server itself says there, and not people or definitions. */
export const said = { type: 'string', 'x-said': true } as const;
export const saidOrNull = { type: ['string', 'null'], 'x-said': true } as const;
/** A form that a plugin or the core draws: its titles and notes, not its values. */
export const saidForm = { type: 'object', 'x-said': 'form' } as const;

interface Plan {
  texts?: true;
  form?: true;
  fields?: ReadonlyMap<string, Plan>;
  each?: Plan;
}

type Node = Readonly<Record<string, unknown>>;
type Named = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What of an answer of this schema is to be said in the reader's language; undefined: nothing. Made once a route. */
export function speechOf(
  name: string,
  schemas: Named,
): ((answer: unknown, translate: Translate) => unknown) | undefined {
  const plans = new Map<string, Plan>();
  const plan = planOf({ $ref: `#/components/schemas/${name}` }, { schemas, plans });
  return speaks(plan, new Set()) ? (answer, translate) => spoken(answer, plan, translate) : undefined;
}

interface Planning {
  readonly schemas: Named;
  readonly plans: Map<string, Plan>;
}

function planOf(schema: unknown, planning: Planning): Plan {
  if (!isNode(schema)) return {};
  if (typeof schema.$ref === 'string') return planOfName(schema.$ref.split('/').at(-1) ?? '', planning);
  const own: Plan = {};
  if (schema['x-said'] === true) own.texts = true;
  if (schema['x-said'] === 'form') own.form = true;
  if (isNode(schema.properties)) {
    own.fields = new Map(Object.entries(schema.properties).map(([key, one]) => [key, planOf(one, planning)]));
  }
  const each = isNode(schema.items) ? schema.items : schema.additionalProperties;
  if (isNode(each)) own.each = planOf(each, planning);
  const branches = [schema.oneOf, schema.anyOf, schema.allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return branches.map((one) => planOf(one, planning)).reduce(both, own);
}

/** A schema may hold itself: its plan is known before it is finished. */
function planOfName(name: string, planning: Planning): Plan {
  const begun = planning.plans.get(name);
  if (begun !== undefined) return begun;
  const plan: Plan = {};
  planning.plans.set(name, plan);
  return Object.assign(plan, planOf(planning.schemas[name], planning));
}

/** Of two shapes that a value may have. */
function both(one: Plan, other: Plan): Plan {
  const keys = new Set([...(one.fields?.keys() ?? []), ...(other.fields?.keys() ?? [])]);
  const merged = (left: Plan | undefined, right: Plan | undefined) =>
    left && right ? both(left, right) : (left ?? right);
  const fields = new Map<string, Plan>();
  for (const key of keys) fields.set(key, merged(one.fields?.get(key), other.fields?.get(key)) ?? {});
  const each = merged(one.each, other.each);
  return { ...one, ...other, ...(keys.size > 0 ? { fields } : {}), ...(each === undefined ? {} : { each }) };
}

function speaks(plan: Plan, seen: Set<Plan>): boolean {
  if (seen.has(plan)) return false;
  seen.add(plan);
  if (plan.texts || plan.form) return true;
  return [...(plan.fields?.values() ?? []), ...(plan.each ? [plan.each] : [])].some((one) => speaks(one, seen));
}

function spoken(value: unknown, plan: Plan, translate: Translate): unknown {
  if (plan.form) return formIn(value, translate);
  if (typeof value === 'string') return plan.texts ? translate(value) : value;
  if (Array.isArray(value)) {
    const each = plan.each ?? (plan.texts ? plan : undefined);
    return each === undefined ? value : value.map((one) => spoken(one, each, translate));
  }
  if (!isNode(value) || value instanceof Date) return value;
  const { fields, each } = plan;
  if (fields === undefined && each === undefined) return value;
  const entries = Object.entries(value).map(([key, one]) => {
    const own = fields?.get(key) ?? each;
    return [key, own === undefined ? one : spoken(one, own, translate)];
  });
  return Object.fromEntries(entries);
}

const formWords = new Set(['title', 'description', 'help', 'placeholder', 'text', 'message', 'label']);

/** JSON Schema, sections and hints: values that a form may hold are data. */
function formIn(value: unknown, translate: Translate): unknown {
  if (Array.isArray(value)) return value.map((one) => formIn(one, translate));
  if (!isNode(value)) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    typeof one === 'string' && formWords.has(key) ? translate(one) : formIn(one, translate),
  ]);
  return Object.fromEntries(entries);
}
