import type { JsonSchema } from '@reglament/format';
import type { JsonObject, RequestTypeDefinition, TypeRemark } from '@reglament/sdk';
import { type ElementContent, joinPlace, type Particle, textSegment } from './content.ts';
import { chooser, presence } from './draft-level.ts';
import { allowsEmpty } from './lexical.ts';
import { answerProblems, rootOf, takesId } from './message.ts';
import { SchemaFault } from './schema-fault.ts';
import type { ValueType } from './value-type.ts';

type Side = 'question' | 'answer';

/** What a schema has at a place. */
interface Known {
  readonly value?: ValueType;
  /** No valid message is without it, and nothing else fills it. */
  readonly demanded: boolean;
}

/** Where a type and its own schema disagree: found when it is described, not by the first clerk who asks. */
export function reviewInformationType(type: RequestTypeDefinition): readonly TypeRemark[] {
  const { message } = type;
  if (message === undefined) return [];
  try {
    const signature = message.signedBy === 'official' && !takesId(type) ? [noId] : [];
    const own = [...signature, ...sideRemarks(type, 'question'), ...sideRemarks(type, 'answer')];
    // With places that are not in the schema nothing can be written.
    return own.some(({ level }) => level === 'error') ? own : [...own, ...emulatorRemarks(type)];
  } catch (error) {
    if (!(error instanceof SchemaFault)) throw error;
    const pointer = error.code === 'wrongSettings' ? '/settings' : '/schemas';
    return [{ level: 'error', pointer, message: error.message, todo: 'Исправьте файлы схем и settings' }];
  }
}

/** Published all the same: schemas are replaced by the official ones later, and a request says so before it is sent. */
const noId: TypeRemark = {
  level: 'warning',
  pointer: '/message/signedBy',
  message: 'Подписать должен сотрудник, а у корневого элемента вопроса в схеме нет атрибута Id',
  todo: 'Укажите signedBy: organisation или приложите схему с атрибутом Id',
};

/** Answers of the emulator that the schema would not take: whoever tries the type is refused without knowing why. */
function emulatorRemarks(type: RequestTypeDefinition): TypeRemark[] {
  return (type.emulator ?? []).flatMap(({ title, answer }, index) => {
    const [problem] = answer === undefined ? [] : answerProblems(type, answer as JsonObject);
    if (problem === undefined) return [];
    return [
      {
        level: 'warning' as const,
        pointer: `/emulator/${index}/answer`,
        message: `Ответ эмулятора «${title}» не подходит под схему: ${problem.message}`,
        todo: 'Заполните обязательные сведения ответа',
      },
    ];
  });
}

function sideRemarks(type: RequestTypeDefinition, side: Side): TypeRemark[] {
  const { places = {}, form } = type.message?.[side] ?? {};
  const known = placesIn(rootOf(type, side));
  const fields = fieldsOf(form?.schema ?? {}, '');
  const pointer = `/message/${side}/places`;
  const said = Object.entries(places).flatMap(([path, place]) => {
    const at = `${pointer}/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const there = known.get(place);
    if (there === undefined) return [unknownPlace(at, place)];
    const clash = clashOf(fields.get(path), there.value);
    return clash === undefined ? [] : [{ level: 'error' as const, pointer: at, ...clash }];
  });
  if (side === 'answer') return said;
  const filled = new Set([
    ...Object.values(places),
    ...Object.keys((type.settings?.given as object | undefined) ?? {}),
  ]);
  const bare = [...known].filter(([place, { demanded }]) => demanded && !filled.has(place));
  return [...said, ...bare.map(([place]) => neverFilled(pointer, place))];
}

function unknownPlace(pointer: string, place: string): TypeRemark {
  const message = `Места «${place}» в схеме нет`;
  return { level: 'error', pointer, message, todo: 'Исправьте место по схеме или уберите строку' };
}

function neverFilled(pointer: string, place: string): TypeRemark {
  return {
    level: 'error',
    pointer,
    message: `Место «${place}» в схеме обязательно, а заполнить его нечем`,
    todo: 'Отведите ему поле формы (places) или впишите его в settings.given',
  };
}

/** Every place of a message. What stands in a choice, in a list or in what may be left out is demanded by nobody alone. */
function placesIn(root: ElementContent): ReadonlyMap<string, Known> {
  const found = new Map<string, Known>();
  const inside = (element: ElementContent, place: string, demanded: boolean): void => {
    for (const { segment, required, fixed, value } of element.attributes) {
      const needed = demanded && required && fixed === undefined && !allowsEmpty(value);
      found.set(joinPlace(place, segment), { value, demanded: needed });
    }
    if (element.value !== undefined)
      found.set(joinPlace(place, textSegment), { value: element.value, demanded: false });
    if (element.content !== undefined) visit(element.content, place, demanded);
  };
  const visit = (particle: Particle, around: string, wanted: boolean): void => {
    const place = joinPlace(around, particle.segment);
    const demanded = wanted && particle.min > 0 && particle.max === 1;
    if (particle.kind === 'element') {
      found.set(joinPlace(place, presence), { demanded: false });
      found.set(place, { ...valueIn(particle), demanded: demanded && mustBeFilled(particle) });
      inside(particle, place, demanded && !particle.nillable);
      return;
    }
    if (particle.kind === 'choice') found.set(joinPlace(place, chooser), { demanded: false });
    if (!found.has(place)) found.set(place, { demanded: false });
    for (const child of particle.children) visit(child, place, demanded && particle.kind !== 'choice');
  };
  inside(root, '', true);
  return found;
}

function valueIn({ value }: ElementContent): Pick<Known, 'value'> {
  return value === undefined ? {} : { value };
}

function mustBeFilled({ value, attributes, fixed, nillable }: ElementContent): boolean {
  if (value === undefined || fixed !== undefined || nillable || allowsEmpty(value)) return false;
  return attributes.every((attribute) => attribute.fixed !== undefined);
}

const times = new Set(['date', 'dateTime', 'time', 'gYear', 'gYearMonth', 'gMonthDay', 'gMonth', 'gDay', 'duration']);

/** Only what can never fit: the rest is for the schema to judge, by the value. */
function clashOf(
  field: JsonSchema | undefined,
  value: ValueType | undefined,
): Pick<TypeRemark, 'message' | 'todo'> | undefined {
  if (field === undefined || value === undefined || value.members !== undefined) return undefined;
  const isYes = value.base === 'boolean';
  const isNumber = field.type === 'number' || field.type === 'integer';
  const fits =
    (field.type !== 'boolean' || isYes || value.base === 'string') &&
    (!isNumber || !(isYes || (times.has(value.base) && value.base !== 'gYear'))) &&
    (field.format !== 'date' || !(isYes || numbers.has(value.base)));
  if (fits) return undefined;
  return {
    message: `Поле «${field.title ?? ''}» не подходит к месту: в схеме там ${value.base}`,
    todo: 'Смените тип поля или место',
  };
}

const numbers = new Set([
  'decimal',
  'integer',
  'int',
  'long',
  'short',
  'float',
  'double',
  'nonNegativeInteger',
  'positiveInteger',
]);

/** Fields by their paths, rows of a list as `list[].field`. */
function fieldsOf(
  { properties = {} }: Pick<JsonSchema, 'properties'>,
  around: string,
): ReadonlyMap<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  for (const [code, schema] of Object.entries(properties)) {
    const path = around + code;
    found.set(path, schema);
    for (const [inner, field] of fieldsOf(schema, `${path}.`)) found.set(inner, field);
    for (const [inner, field] of fieldsOf(schema.items ?? {}, `${path}[].`)) found.set(inner, field);
  }
  return found;
}
