import type { FieldUi, FormDefinition, JsonSchema } from '@reglament/format';
import { followRefs } from '../../rule/type-of-schema.ts';
import { at, error, type Finding, info, warning } from '../finding.ts';
import { bodyFindings, defaultFindings, personalFindings } from './fields.ts';
import type { Known } from './known.ts';
import type { FormPlace } from './places.ts';

type SchemaType = NonNullable<JsonSchema['type']>;

/** Types of values that a widget can hold. */
const widgetTypes = {
  text: ['string', 'number', 'integer'],
  textarea: ['string'],
  select: ['string', 'number', 'integer', 'array'],
  radio: ['string', 'number', 'integer', 'boolean'],
  checkbox: ['boolean'],
  date: ['string'],
  money: ['integer'],
  snils: ['string'],
  inn: ['string'],
  ogrn: ['string'],
  ogrnip: ['string'],
  kpp: ['string'],
  oktmo: ['string'],
  phone: ['string'],
  email: ['string'],
  cadastralNumber: ['string'],
  passport: ['object'],
  address: ['object', 'string'],
  dictionary: ['string', 'array'],
  files: ['array'],
  employee: ['string'],
  ground: ['array', 'string'],
  area: ['number', 'integer'],
} as const satisfies Record<NonNullable<FieldUi['widget']>, readonly SchemaType[]>;

/** Fields and sections, widgets against types, what is required or given by default. */
export function lintForm({ pointer, form }: FormPlace, known: Known): Finding[] {
  return [
    ...sectionFindings(pointer, form),
    ...sourceFindings({ pointer, form }, known),
    ...defaultFindings(pointer, form),
    ...bodyFindings(pointer, form),
    ...requiredFindings(pointer, form),
    ...Object.entries(form.ui ?? {}).flatMap(([field, ui]) => {
      const schema = form.schema.properties[field];
      const place = `${pointer}/ui${at(field)}`;
      return schema === undefined
        ? [uiWithoutField(field, place)]
        : [
            ...fieldUiFindings({ field, schema: followRefs(schema, form.schema) ?? schema, ui, known, place }),
            ...withinFindings(form, { field, ui, place }),
          ];
    }),
    ...personalFindings(pointer, form),
  ];
}

function sectionFindings(pointer: string, form: FormDefinition): Finding[] {
  const found: Finding[] = [];
  const placed = new Set<string>();
  form.sections.forEach((section, index) => {
    const place = `${pointer}/sections/${index}`;
    if (section.fields.length === 0) {
      found.push(warning('emptySection', place, ['В разделе нет полей', 'Добавьте поля или удалите раздел']));
    }
    section.fields.forEach((field, position) => {
      const here = `${place}/fields/${position}`;
      if (!Object.hasOwn(form.schema.properties, field)) {
        found.push(
          error('unknownField', here, [`Поля «${field}» нет в форме`, 'Исправьте код поля или уберите его из раздела']),
        );
      } else if (placed.has(field)) {
        found.push(
          error('fieldInTwoSections', here, [`Поле «${field}» стоит в форме дважды`, 'Оставьте его в одном разделе']),
        );
      }
      placed.add(field);
    });
  });
  for (const field of Object.keys(form.schema.properties)) {
    if (placed.has(field)) continue;
    const text = [`Поле «${field}» не стоит ни в одном разделе: его не увидят`, 'Добавьте поле в раздел'] as const;
    found.push(error('fieldWithoutSection', `${pointer}/schema/properties${at(field)}`, text));
  }
  return found;
}

/** A copy that is linked to what is not there is a form as any other; only nothing will be offered for it. */
function sourceFindings({ pointer, form }: FormPlace, known: Known): Finding[] {
  return form.sections.flatMap(({ source }, index) => {
    // The ready blocks of the palette belong to the program.
    if (source?.service === undefined || known('service', source.service) !== undefined) return [];
    const place = `${pointer}/sections/${index}/source`;
    const text = [`Раздел связан с услугой «${source.service}», которой нет`, 'Отвяжите раздел'] as const;
    return [{ ...info('unknownSource', place, text), fix: { title: 'Отвязать', pointer: place, operation: 'remove' } }];
  });
}

function requiredFindings(pointer: string, form: FormDefinition): Finding[] {
  const { required = [], properties } = form.schema;
  return required.flatMap((field, index) => {
    const place = `${pointer}/schema/required/${index}`;
    if (!Object.hasOwn(properties, field)) {
      return [
        error('unknownField', place, [`Обязательного поля «${field}» нет в форме`, 'Исправьте код или уберите его']),
      ];
    }
    if (form.ui?.[field]?.visible !== false) return [];
    return [
      warning('requiredButHidden', place, [
        `Поле «${field}» обязательно, но никогда не показывается`,
        'Покажите поле или уберите требование',
      ]),
    ];
  });
}

function uiWithoutField(field: string, pointer: string): Finding {
  const text = [`Настройка относится к полю «${field}», которого нет`, 'Удалите настройку'] as const;
  return {
    ...warning('uiWithoutField', pointer, text),
    fix: { title: 'Удалить настройку', pointer, operation: 'remove' },
  };
}

interface FieldPlace {
  readonly field: string;
  readonly schema: JsonSchema;
  readonly ui: FieldUi;
  readonly known: Known;
  readonly place: string;
}

function fieldUiFindings({ field, schema, ui, known, place }: FieldPlace): Finding[] {
  const found: Finding[] = [];
  const { widget, dictionary } = ui;
  if (widget !== undefined && schema.type !== undefined && !holds(widget, schema.type)) {
    const todo = `Этому виду нужен тип: ${widgetTypes[widget].join(', ')}`;
    found.push(
      error('widgetAgainstType', `${place}/widget`, [
        `Вид «${widget}» не подходит полю «${field}» типа «${schema.type}»`,
        todo,
      ]),
    );
  }
  if (widget === 'dictionary' && dictionary === undefined) {
    found.push(error('missing', `${place}/dictionary`, ['Не указан справочник', 'Укажите код справочника']));
  }
  if (dictionary !== undefined && known('dictionary', dictionary) === undefined) {
    found.push(
      error('unknownDictionary', `${place}/dictionary`, [
        `Справочника «${dictionary}» нет`,
        'Загрузите справочник или исправьте код',
      ]),
    );
  }
  return found;
}

function holds(widget: keyof typeof widgetTypes, type: SchemaType): boolean {
  return (widgetTypes[widget] as readonly SchemaType[]).includes(type);
}

/** An entry is chosen below another of the same dictionary, and of one: of several nobody knows which is meant. */
function withinFindings(
  form: FormDefinition,
  { field, ui, place }: Pick<FieldPlace, 'field' | 'ui' | 'place'>,
): Finding[] {
  const { within, dictionary } = ui;
  if (within === undefined) return [];
  const above = form.ui?.[within];
  const isSame = within !== field && dictionary !== undefined && above?.dictionary === dictionary;
  const schema = form.schema.properties[within];
  if (isSame && schema !== undefined && followRefs(schema, form.schema)?.type === 'string') return [];
  const message = `Поле «${within}» не выбирает одну запись того же справочника, что и «${field}»`;
  return [
    error('wrongWithin', `${place}/within`, [
      message,
      'Назовите поле с тем же справочником или не связывайте поля (within)',
    ]),
  ];
}
