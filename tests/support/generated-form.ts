import type { FieldUi, FormDefinition, JsonSchema } from '@reglament/format';
import fc from 'fast-check';
import { type Fill, type Leaf, line, plainLeaves, widgetLeaves } from './generated-leaves.ts';

/** Answered at its place: `/place/rows/0/city`. */
export interface Answer {
  readonly pointer: string;
  readonly fill: Fill;
}

/** A form that the format can express, and answers to it. */
export interface GeneratedForm {
  readonly form: FormDefinition;
  /** In the order in which a person fills them; `add` makes a row of a list first. */
  readonly answers: readonly (Answer | { readonly add: string })[];
  readonly stored: Readonly<Record<string, unknown>>;
  readonly shown: readonly string[];
}

interface Node {
  readonly schema: JsonSchema;
  readonly ui?: FieldUi;
  readonly answers: GeneratedForm['answers'];
  readonly stored: unknown;
  readonly shown: readonly string[];
}

const codes = ['alpha', 'beta', 'gamma', 'delta', 'kappa', 'sigma'] as const;

const nodeOf = ({ fill, ...leaf }: Leaf): Node => ({ ...leaf, answers: [{ pointer: '', fill }] });

function under(segment: string | number, { answers }: Node): GeneratedForm['answers'] {
  return answers.map((one) =>
    'add' in one ? { add: `/${segment}${one.add}` } : { ...one, pointer: `/${segment}${one.pointer}` },
  );
}

const words = { title: line, description: line, $comment: line };

/** Words for people, limits that the answer keeps, what is only said: everything that leaves the answer as it is. */
function dressed(node: Node): fc.Arbitrary<Node> {
  return fc
    .record({ ...words, limits: fc.boolean(), example: line }, { requiredKeys: ['title'] })
    .map(({ limits, example, ...said }) => ({
      ...node,
      schema: {
        ...node.schema,
        ...said,
        ...(example === undefined ? {} : { examples: [example] }),
        ...(limits ? limitsOf(node) : {}),
      },
    }));
}

function limitsOf({ schema, stored }: Node): JsonSchema {
  if (typeof stored === 'number' && schema.oneOf === undefined) {
    const step = schema.type === 'integer' ? 1 : 0.125;
    return {
      ...{ minimum: stored - 1, exclusiveMaximum: stored + 1, maximum: stored, exclusiveMinimum: stored - 2 },
      ...{ multipleOf: step, default: stored },
    };
  }
  if (typeof stored === 'string' && schema.maxLength !== undefined) {
    return {
      minLength: 1,
      pattern: '^[^\\x00]+$',
      not: { const: 'невозможное' },
      anyOf: [{ minLength: 1 }],
      default: 'из определения',
    };
  }
  if (Array.isArray(stored) && schema.items?.type === 'string') {
    return {
      minItems: 1,
      maxItems: 20,
      uniqueItems: new Set(stored).size === stored.length,
      ...(stored.length > 0 ? { contains: { type: 'string' } } : {}),
    };
  }
  return stored === true ? { const: true } : {};
}

function groupOf(children: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  return fc.array(children, { minLength: 1, maxLength: 3 }).map((nodes) => {
    const named = nodes.map((node, index) => [codes[index] ?? 'alpha', node] as const);
    const stored = Object.fromEntries(
      named.filter(([, { stored }]) => stored !== undefined).map(([code, { stored }]) => [code, stored]),
    );
    return {
      schema: {
        type: 'object',
        properties: Object.fromEntries(named.map(([code, { schema }]) => [code, schema])),
        required: named.filter(([, { stored }]) => stored !== undefined).map(([code]) => code),
        additionalProperties: false,
      },
      answers: named.flatMap(([code, node]) => under(code, node)),
      stored: Object.keys(stored).length > 0 ? stored : undefined,
      shown: nodes.flatMap(({ shown }) => shown),
    } satisfies Node;
  });
}

/** One row or two of the same question or group. */
function rowsOf(children: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  return fc.tuple(children, fc.integer({ min: 1, max: 2 })).map(([node, count]) => {
    const rows = node.stored === undefined ? 0 : count;
    const indexes = Array.from({ length: rows }, (_, index) => index);
    return {
      schema: { type: 'array', items: node.schema, minItems: 0, maxItems: 50 },
      answers: indexes.flatMap((index) => [{ add: '' }, ...under(index, node)]),
      stored: rows === 0 ? undefined : indexes.map(() => node.stored),
      shown: rows === 0 ? [] : node.shown,
    } satisfies Node;
  });
}

const leaf = plainLeaves.map(nodeOf).chain(dressed);
/** A list of closed choices is boxes, not rows; a list of nothing has no rows to answer. */
const rowLeaf = leaf.filter(
  ({ schema }) => schema.oneOf === undefined && schema.enum === undefined && schema.type !== 'array',
);
const inner = fc.oneof(
  { weight: 3, arbitrary: leaf },
  groupOf(leaf).chain(dressed),
  rowsOf(groupOf(leaf)).chain(dressed),
);

const widget: fc.Arbitrary<Node> = fc
  .constantFrom(...(Object.keys(widgetLeaves) as (keyof typeof widgetLeaves)[]))
  .chain((name) => widgetLeaves[name] as fc.Arbitrary<Leaf>)
  .map(nodeOf)
  .chain(dressed)
  .chain((node) =>
    fc
      .record(
        { help: line, placeholder: line, width: fc.constantFrom('half' as const, 'full' as const) },
        { requiredKeys: [] },
      )
      .map((ui) => ({ ...node, ui: { ...node.ui, ...ui } })),
  );

/** The question of one of two branches: chosen by what else is said, as hand-written schemas do. */
const branching: fc.Arbitrary<Node> = groupOf(leaf).map((node) => ({
  ...node,
  schema: {
    ...node.schema,
    if: { properties: { alpha: { const: 'никогда' } }, required: ['alpha'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['alpha'] },
    else: { allOf: [{ type: 'object' }] },
    dependentSchemas: { alpha: { type: 'object' } },
  } as JsonSchema,
}));

const field: fc.Arbitrary<Node> = fc.oneof(
  { weight: 4, arbitrary: widget },
  { weight: 2, arbitrary: leaf },
  { weight: 1, arbitrary: groupOf(inner).chain(dressed) },
  { weight: 1, arbitrary: rowsOf(groupOf(inner)).chain(dressed) },
  { weight: 1, arbitrary: rowsOf(rowLeaf).chain(dressed) },
  { weight: 1, arbitrary: branching.chain(dressed) },
);

/** The first is a box that is ticked; what hangs on it is shown from then on. */
const gate: Node = {
  ...nodeOf({
    schema: { type: 'boolean', title: 'Показать остальное' },
    fill: { by: 'check' },
    stored: true,
    shown: ['Да'],
  }),
};

export const generatedForms: fc.Arbitrary<GeneratedForm> = fc
  .tuple(fc.array(field, { minLength: 3, maxLength: 6 }), fc.nat(5), fc.nat(5), fc.boolean())
  .map(([fields, hanging, shared, split]) => formOf({ fields, hanging, shared, split }));

interface Parts {
  readonly fields: readonly Node[];
  /** Which of them hangs on the gate, and which is written by reference. */
  readonly hanging: number;
  readonly shared: number;
  readonly split: boolean;
}

function formOf({ fields, hanging, shared, split }: Parts): GeneratedForm {
  const named = [
    ['gate', gate] as const,
    ...fields.map((node, index) => [`field${codes[index] ?? ''}`, node] as const),
  ];
  const properties = Object.fromEntries(named.map(([code, { schema }]) => [code, schema]));
  const ui = Object.fromEntries(
    named.map(([code, node], index) => [
      code,
      { ...node.ui, ...(index === hanging + 1 ? { visible: { '==': [{ var: 'gate' }, true] } } : {}) },
    ]),
  );
  const [sharedCode] = named[shared + 1] ?? [];
  const definitions: Record<string, JsonSchema> = {};
  const target = sharedCode === undefined ? undefined : properties[sharedCode];
  if (sharedCode !== undefined && target !== undefined) {
    const { title, ...rest } = target;
    definitions.shared = rest;
    properties[sharedCode] = { ...(title === undefined ? {} : { title }), $ref: '#/definitions/shared' };
  }
  const all = named.map(([code]) => code);
  const at = split ? 2 : all.length;
  const sections = [all.slice(0, at), all.slice(at)].filter((codesOf) => codesOf.length > 0);
  return {
    form: {
      schema: { type: 'object', properties, ...(target === undefined ? {} : { definitions }) },
      sections: sections.map((codesOf, index) => ({
        code: `part${codes[index] ?? ''}`,
        title: `Раздел ${index + 1}`,
        fields: codesOf,
      })),
      ui,
    },
    answers: named.flatMap(([code, node]) => under(code, node)),
    stored: Object.fromEntries(
      named.filter(([, { stored }]) => stored !== undefined).map(([code, { stored }]) => [code, stored]),
    ),
    shown: named.flatMap(([, { shown }]) => shown),
  };
}
