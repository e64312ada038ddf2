import type { Effect, FieldUi, FormDefinition, JsonSchema, WorkflowAction } from '@reglament/format';
import { firstWords } from '../first-words.ts';

interface StandardField {
  readonly title: string;
  readonly schema: JsonSchema;
  readonly ui: FieldUi;
  readonly required?: boolean;
}

type Words = keyof typeof firstWords.input;
type Part = 'ground' | 'groundText' | 'applicant' | 'representative' | 'other' | 'receipt' | 'journal' | 'handOver';
type FieldCode = Exclude<Words, Part>;

const words = firstWords.input;
const list = {
  type: 'array',
  items: { type: 'string', minLength: 36, maxLength: 36 },
  maxItems: 20,
  uniqueItems: true,
};

function choices(titles: Readonly<Record<string, string>>): [JsonSchema, ...JsonSchema[]] {
  return Object.entries(titles).map(([code, title]) => ({ const: code, title })) as [JsonSchema, ...JsonSchema[]];
}

/** Fields that effects take from the form of their action, by the code under which they look for them. */
const standard: Readonly<Record<FieldCode, StandardField>> = {
  employee: { title: words.employee, schema: { type: 'string' }, ui: { widget: 'employee' }, required: true },
  grounds: {
    title: words.grounds,
    schema: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          code: { title: words.ground, type: 'string', maxLength: 40 },
          text: { title: words.groundText, type: 'string', maxLength: 4000 },
        },
        required: ['code'],
        additionalProperties: false,
      },
      minItems: 1,
      maxItems: 50,
    },
    ui: { widget: 'ground' },
    required: true,
  },
  text: { title: words.text, schema: { type: 'string', maxLength: 20_000 }, ui: { widget: 'textarea' } },
  files: { title: words.files, schema: list as JsonSchema, ui: { widget: 'files' } },
  message: {
    title: words.message,
    schema: { type: 'string', minLength: 1, maxLength: 4000 },
    ui: { widget: 'textarea' },
    required: true,
  },
  days: { title: words.days, schema: { type: 'integer', minimum: 1, maximum: 365 }, ui: {}, required: true },
  reason: {
    title: words.reason,
    schema: { type: 'string', minLength: 1, maxLength: 4000 },
    ui: { widget: 'textarea' },
    required: true,
  },
  receiver: {
    title: words.receiver,
    schema: {
      type: 'string',
      oneOf: choices({ applicant: words.applicant, representative: words.representative, other: words.other }),
    },
    ui: { widget: 'radio' },
    required: true,
  },
  receiverName: {
    title: words.receiverName,
    schema: { type: 'string', maxLength: 200 },
    ui: { visible: { '==': [{ var: 'receiver' }, 'other'] }, required: true, personalData: words.handOver },
  },
  document: {
    title: words.document,
    schema: { type: 'string', minLength: 3, maxLength: 500 },
    ui: { personalData: words.handOver },
    required: true,
  },
  confirmation: {
    title: words.confirmation,
    schema: { type: 'string', oneOf: choices({ receipt: words.receipt, journal: words.journal }) },
    ui: { widget: 'radio' },
    required: true,
  },
  issuedOn: { title: words.issuedOn, schema: { type: 'string', format: 'date' }, ui: { width: 'half' } },
};

/** Fields that the effects of the action need or usually have, and that its form lacks. */
export function missingFields({ effects, input }: Pick<WorkflowAction, 'effects' | 'input'>): Named[] {
  const has = input?.schema.properties ?? {};
  const wanted = new Set(effects.flatMap(fieldsOf));
  return [...wanted].filter((code) => !Object.hasOwn(has, code)).map((code) => ({ code, title: standard[code].title }));
}

interface Named {
  readonly code: FieldCode;
  readonly title: string;
}

function fieldsOf(effect: Effect): FieldCode[] {
  if (effect.effect === 'assign') return effect.to === 'chosen' ? ['employee'] : [];
  if (effect.effect === 'extend') return ['days', 'reason'];
  if (effect.effect === 'issue') return ['receiver', 'receiverName', 'document', 'confirmation', 'issuedOn'];
  if (effect.effect !== 'decide') return [];
  return effect.kind === 'grant' ? ['text', 'files', 'message'] : ['grounds', 'text', 'files', 'message'];
}

export function withField(form: FormDefinition | undefined, code: FieldCode): FormDefinition {
  const { title, schema, ui, required = false } = standard[code];
  const before = form ?? { schema: { type: 'object', properties: {} }, sections: [], ui: {} };
  const [first, ...others] = before.sections;
  const section = first ?? { code: 'action', title: firstWords.section, fields: [] };
  return {
    ...before,
    schema: {
      ...before.schema,
      properties: { ...before.schema.properties, [code]: { title, ...schema } },
      ...(required ? { required: [...(before.schema.required ?? []), code] } : {}),
    },
    sections: [{ ...section, fields: [...section.fields, code] }, ...others],
    ui: { ...before.ui, ...(Object.keys(ui).length > 0 ? { [code]: ui } : {}) },
  };
}
