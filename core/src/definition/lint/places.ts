import type {
  DefinitionKinds,
  DocumentTemplate,
  FormDefinition,
  FormSchema,
  JsonSchema,
  TemplateNode,
} from '@reglament/format';
import { followRefs } from '../../rule/type-of-schema.ts';
import { at } from '../finding.ts';

export type AnyDefinition = DefinitionKinds[keyof DefinitionKinds];

export interface FormPlace {
  readonly pointer: string;
  readonly form: FormDefinition;
}

/** Every form of a definition: of a service, of the actions of a workflow, of the message of a type of request. */
export function formsOf(definition: AnyDefinition): FormPlace[] {
  if (definition.kind === 'service') return [{ pointer: '/form', form: definition.form }];
  if (definition.kind === 'requestType') return formsOfMessage(definition);
  if (definition.kind !== 'workflow') return [];
  return definition.actions.flatMap((action, index) =>
    action.input === undefined ? [] : [{ pointer: at('actions', index, 'input'), form: action.input }],
  );
}

function formsOfMessage({ message }: DefinitionKinds['requestType']): FormPlace[] {
  if (message === undefined) return [];
  return [
    { pointer: '/message/question/form', form: message.question.form },
    { pointer: '/message/answer/form', form: message.answer.form },
  ];
}

/** What the value of a rule is for: a condition gives yes or no, a column gives a text. */
export type RuleUse = 'condition' | 'text';

export interface RulePlace {
  readonly pointer: string;
  readonly rule: unknown;
  readonly use: RuleUse;
  /** The form whose fields the rule reads; none: only facts of the case. */
  readonly form: FormDefinition | undefined;
}

/** Every rule of a definition. Rules of an action's form read that form, rules of a service its own form. */
export function rulesOf(definition: AnyDefinition): RulePlace[] {
  const forms = formsOf(definition).flatMap(rulesOfForm);
  if (definition.kind === 'workflow') return [...forms, ...rulesOfWorkflow(definition)];
  if (definition.kind !== 'service') return forms;
  const { form, rules = {}, documents, requests = [], templates, columns = {} } = definition;
  const condition = (pointer: string, rule: unknown): RulePlace => ({ pointer, rule, use: 'condition', form });
  const found = [
    ...Object.entries(rules).map(([code, named]) => condition(at('rules', code, 'rule'), named.rule)),
    ...documents.flatMap((document, index) => [
      condition(at('documents', index, 'needed'), document.needed),
      condition(at('documents', index, 'shown'), document.shown),
    ]),
    ...requests.map(({ allowed }, index) => condition(at('requests', index, 'allowed'), allowed)),
    ...[...signingRules(definition), ...dutyRules(definition)].map(({ pointer, rule }) => condition(pointer, rule)),
    ...Object.entries(templates).flatMap(([code, template]) =>
      rulesOfTemplate(template, at('templates', code), form).map(
        (place): RulePlace => ({ ...place, use: 'condition' }),
      ),
    ),
    condition(at('resultInPerson'), definition.resultInPerson),
    ...Object.entries(columns).map(
      ([code, rule]): RulePlace => ({ ...condition(at('columns', code), rule), use: 'text' }),
    ),
  ];
  return [...forms, ...found].filter((place) => place.rule !== undefined);
}

function signingRules({ decisions }: DefinitionKinds['service']): readonly { pointer: string; rule: unknown }[] {
  return Object.entries(decisions).flatMap(([kind, spec]) =>
    (spec.signatures ?? []).map(({ when }, index) => ({
      pointer: at('decisions', kind, 'signatures', index, 'when'),
      rule: when,
    })),
  );
}

function dutyRules({ duty }: DefinitionKinds['service']): readonly { pointer: string; rule: unknown }[] {
  const { amounts = [], exemptions = [] } = duty ?? {};
  return [
    ...amounts.map(({ when }, index) => ({ pointer: at('duty', 'amounts', index, 'when'), rule: when })),
    ...exemptions.map(({ when }, index) => ({ pointer: at('duty', 'exemptions', index, 'when'), rule: when })),
  ];
}

function rulesOfForm({ pointer, form }: FormPlace): RulePlace[] {
  const sections = form.sections.map((section, index) => [at('sections', index, 'visible'), section.visible] as const);
  const fields = Object.entries(form.ui ?? {}).flatMap(([field, ui]) => [
    [at('ui', field, 'visible'), ui.visible] as const,
    [at('ui', field, 'required'), ui.required] as const,
  ]);
  return [...sections, ...fields]
    .filter(([, rule]) => rule !== undefined)
    .map(([place, rule]) => ({ pointer: pointer + place, rule, use: 'condition', form }));
}

function rulesOfWorkflow(definition: DefinitionKinds['workflow']): RulePlace[] {
  const condition = (pointer: string, rule: unknown): RulePlace => ({
    pointer,
    rule,
    use: 'condition',
    form: undefined,
  });
  return definition.actions
    .flatMap((action, index) => [
      condition(at('actions', index, 'guard'), action.guard),
      ...(Array.isArray(action.to)
        ? action.to.map((target, row) => condition(at('actions', index, 'to', row, 'when'), target.when))
        : []),
    ])
    .filter((place) => place.rule !== undefined);
}

type TemplateRule = Omit<RulePlace, 'use'>;

/** Inside of a repeat a rule reads the element as `item` beside the fields of the form. */
function rulesOfTemplate(template: DocumentTemplate, pointer: string, form: FormDefinition): TemplateRule[] {
  const inNodes = (nodes: readonly TemplateNode[], place: string, own: FormDefinition): TemplateRule[] =>
    nodes.flatMap((node, index) => inNode(node, `${place}/${index}`, own));
  const inNode = (node: TemplateNode, place: string, own: FormDefinition): TemplateRule[] => {
    if (node.type === 'each') return inNodes(node.body, `${place}/body`, withItem(own, node.path));
    if (node.type !== 'if') return [];
    const branches = [...inNodes(node.then, `${place}/then`, own), ...inNodes(node.else ?? [], `${place}/else`, own)];
    return [{ pointer: `${place}/rule`, rule: node.rule, form: own }, ...branches];
  };
  return inNodes(template.body, `${pointer}/body`, form);
}

/** Lists that are not of the form (grounds, documents, answers of providers) have elements of any shape. */
function withItem(form: FormDefinition, listPath: string): FormDefinition {
  const { schema } = form;
  const item = itemOf(schema, listPath.replace(/^answers\./, '').split('.')) ?? {};
  return { ...form, schema: { ...schema, properties: { ...schema.properties, item } } };
}

function itemOf(schema: FormSchema, path: readonly string[]): JsonSchema | undefined {
  let current: JsonSchema | undefined = schema;
  for (const step of path) {
    const properties: Readonly<Record<string, JsonSchema>> = current?.properties ?? {};
    const next: JsonSchema | undefined = Object.hasOwn(properties, step) ? properties[step] : undefined;
    current = next === undefined ? undefined : followRefs(next, schema);
  }
  return current?.items;
}
