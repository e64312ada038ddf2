import type { FieldUi, FormDefinition, JsonSchema, MessageForm } from '@reglament/format';

/** The form of a message as a person arranges it: names, order, what is left out. The places themselves are the provider's. */
export interface PlaceRow {
  /** `person.name`; rows of a list as `list[].name`. */
  readonly path: string;
  readonly depth: number;
  readonly schema: JsonSchema;
  readonly required: boolean;
  /** Where the provider's own schema has it; none: it fills nothing, such as a group. */
  readonly place: string | undefined;
  readonly first: boolean;
  readonly last: boolean;
}

export interface PlaceSection {
  readonly code: string;
  readonly title: string;
  readonly rows: readonly PlaceRow[];
}

const wordsOf = (title: FormDefinition['sections'][number]['title']) => (typeof title === 'string' ? title : title.ru);

export function placeSections({ form, places }: MessageForm): PlaceSection[] {
  return form.sections.map(({ code, title, fields }) => ({
    code,
    title: wordsOf(title),
    rows: rowsOf(form.schema, { keys: fields, around: '', depth: 0, places }),
  }));
}

interface Standing {
  readonly keys: readonly string[];
  readonly around: string;
  readonly depth: number;
  readonly places: MessageForm['places'];
}

function rowsOf(parent: JsonSchema, { keys, around, depth, places }: Standing): PlaceRow[] {
  return keys.flatMap((key, index) => {
    const schema = parent.properties?.[key];
    if (schema === undefined) return [];
    const path = around + key;
    const inner = schema.items ?? schema;
    const row: PlaceRow = {
      ...{ path, depth, schema, place: places[path] },
      required: parent.required?.includes(key) ?? false,
      first: index === 0,
      last: index === keys.length - 1,
    };
    const within = schema.items === undefined ? `${path}.` : `${path}[].`;
    const below = Object.keys(inner.properties ?? {});
    return [row, ...rowsOf(inner, { keys: below, around: within, depth: depth + 1, places })];
  });
}

/** `list[].row.name` → its steps; a step into rows of a list is the list's own name with `[]`. */
function stepsOf(path: string): string[] {
  return path.split('.');
}

function changeField(side: MessageForm, path: string, change: (field: JsonSchema) => JsonSchema): MessageForm {
  return withSchema(
    side,
    changedIn(side.form.schema, stepsOf(path), (parent, key) => {
      const field = parent.properties?.[key];
      return field === undefined ? parent : { ...parent, properties: { ...parent.properties, [key]: change(field) } };
    }),
  );
}

export function renameField(side: MessageForm, path: string, title: string): MessageForm {
  return changeField(side, path, (field) => ({ ...field, title }));
}

/** What is written there when the clerk has not; nothing takes it away. */
export function prefillField(
  side: MessageForm,
  path: string,
  value: string | number | boolean | undefined,
): MessageForm {
  return changeField(side, path, ({ default: _before, ...field }) =>
    value === undefined ? field : { ...field, default: value },
  );
}

export function helpField(side: MessageForm, path: string, help: string): MessageForm {
  if (path.includes('.')) {
    return changeField(side, path, ({ description: _before, ...field }) =>
      help === '' ? field : { ...field, description: help },
    );
  }
  const { help: _before, ...rest } = side.form.ui?.[path] ?? {};
  return withUi(side, { ...side.form.ui, [path]: help === '' ? rest : { ...rest, help } });
}

/** The field begins with what the provider calls the body; only a field of the form itself can. */
export function identifierField(side: MessageForm, path: string, code: string | undefined): MessageForm {
  const { bodyIdentifier: _before, ...rest } = side.form.ui?.[path] ?? {};
  return withUi(side, { ...side.form.ui, [path]: code === undefined ? rest : { ...rest, bodyIdentifier: code } });
}

export function moveField(side: MessageForm, path: string, by: -1 | 1): MessageForm {
  const steps = stepsOf(path);
  const [top = ''] = steps;
  if (steps.length === 1) {
    const sections = side.form.sections.map((section) => ({ ...section, fields: moved(section.fields, top, by) }));
    return { ...side, form: { ...side.form, sections } };
  }
  return withSchema(
    side,
    changedIn(side.form.schema, steps, (parent, key) => {
      const { properties = {} } = parent;
      const order = moved(Object.keys(properties), key, by);
      return { ...parent, properties: Object.fromEntries(order.map((one) => [one, properties[one] as JsonSchema])) };
    }),
  );
}

function moved(list: readonly string[], one: string, by: -1 | 1): string[] {
  const index = list.indexOf(one);
  const other = list[index + by];
  if (index < 0 || other === undefined) return [...list];
  return list.with(index, other).with(index + by, one);
}

/** The field goes, and with it the lines of its places: nothing is written there any more. */
export function hideField(side: MessageForm, path: string): MessageForm {
  const schema = changedIn(side.form.schema, stepsOf(path), (parent, key) => {
    const { [key]: _gone, ...properties } = parent.properties ?? {};
    const { required: before = [], ...rest } = parent;
    const required = before.filter((one) => one !== key);
    return { ...rest, properties, ...(required.length === 0 ? {} : { required }) };
  });
  const places = Object.fromEntries(Object.entries(side.places).filter(([one]) => !isWithin(one, path)));
  const shown = withSchema({ ...side, places }, schema);
  if (path.includes('.')) return shown;
  const sections = shown.form.sections
    .map((section) => ({ ...section, fields: section.fields.filter((field) => field !== path) }))
    .filter(({ fields }) => fields.length > 0);
  const { [path]: _ui, ...ui } = shown.form.ui ?? {};
  return withUi({ ...shown, form: { ...shown.form, sections } }, ui);
}

function isWithin(path: string, around: string): boolean {
  return path === around || path.startsWith(`${around}.`) || path.startsWith(`${around}[].`);
}

/** Paths that the whole form has and this one has not; what is within a hidden group comes back with the group. */
export function hiddenFields(
  side: MessageForm,
  whole: MessageForm,
): { readonly path: string; readonly title: string }[] {
  const known = new Set(allRows(side).map(({ path }) => path));
  const gone = allRows(whole).filter(({ path }) => !known.has(path));
  return gone
    .filter(({ path }) => !gone.some((other) => other.path !== path && isWithin(path, other.path)))
    .map(({ path, schema }) => ({ path, title: schema.title ?? path }));
}

function allRows(side: MessageForm): PlaceRow[] {
  return placeSections(side).flatMap(({ rows }) => rows);
}

/** Brings a field back as the files have it, into its section or its group; at the end, where it is seen. */
export function showField(side: MessageForm, whole: MessageForm, path: string): MessageForm {
  const steps = stepsOf(path);
  const [top = ''] = steps;
  const source = fieldAt(whole.form.schema, steps);
  if (source === undefined) return side;
  const schema = changedIn(side.form.schema, steps, (parent, key) => ({
    ...parent,
    properties: { ...parent.properties, [key]: source.field },
    ...(source.required ? { required: [...(parent.required ?? []).filter((one) => one !== key), key] } : {}),
  }));
  const back = Object.entries(whole.places).filter(([one]) => isWithin(one, path));
  const shown = withSchema({ ...side, places: { ...side.places, ...Object.fromEntries(back) } }, schema);
  if (steps.length > 1) return shown;
  const home = whole.form.sections.find(({ fields }) => fields.includes(top));
  const ui = whole.form.ui?.[top];
  const listed = { ...shown, form: { ...shown.form, sections: withMember(shown.form.sections, home, top) } };
  return ui === undefined ? listed : withUi(listed, { ...listed.form.ui, [top]: ui });
}

type Sections = FormDefinition['sections'];

function withMember(sections: Sections, home: Sections[number] | undefined, field: string): Sections {
  const target = sections.find(({ code }) => code === home?.code);
  if (target === undefined) return home === undefined ? sections : [...sections, { ...home, fields: [field] }];
  return sections.map((section) => (section === target ? { ...section, fields: [...section.fields, field] } : section));
}

function fieldAt(schema: JsonSchema, steps: readonly string[]) {
  let parent = schema;
  for (const step of steps.slice(0, -1)) parent = below(parent, step) ?? {};
  const key = steps.at(-1) ?? '';
  const field = parent.properties?.[key];
  return field && { field, required: parent.required?.includes(key) ?? false };
}

function below(parent: JsonSchema, step: string): JsonSchema | undefined {
  return step.endsWith('[]') ? parent.properties?.[step.slice(0, -2)]?.items : parent.properties?.[step];
}

/** The schema with another parent of the field that the steps lead to; a way that is not there changes nothing. */
function changedIn(
  schema: JsonSchema,
  [step = '', ...rest]: readonly string[],
  change: (parent: JsonSchema, key: string) => JsonSchema,
): JsonSchema {
  if (rest.length === 0) return change(schema, step);
  const name = step.endsWith('[]') ? step.slice(0, -2) : step;
  const field = schema.properties?.[name];
  if (field === undefined) return schema;
  const next =
    step.endsWith('[]') && field.items !== undefined
      ? { ...field, items: changedIn(field.items, rest, change) }
      : changedIn(field, rest, change);
  return { ...schema, properties: { ...schema.properties, [name]: next } };
}

function withSchema(side: MessageForm, schema: JsonSchema): MessageForm {
  return { ...side, form: { ...side.form, schema: schema as FormDefinition['schema'] } };
}

function withUi(side: MessageForm, ui: Readonly<Record<string, FieldUi>>): MessageForm {
  const told = Object.fromEntries(Object.entries(ui).filter(([, one]) => Object.keys(one).length > 0));
  const { ui: _before, ...form } = side.form;
  return { ...side, form: Object.keys(told).length === 0 ? form : { ...form, ui: told } };
}
