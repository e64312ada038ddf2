import { type DefinitionKinds, type JsonSchema, schemas } from '@reglament/format';
import { Ajv } from 'ajv';
import { followRefs } from '../../rule/type-of-schema.ts';
import { findPatternProblem, formats } from '../../rules.ts';
import { findSchemaProblem } from '../compile.ts';
import { at, error, type Finding } from '../finding.ts';
import { formatValidator } from '../format-validator.ts';
import { limits } from '../limits.ts';
import { findCompileProblem } from './compiles.ts';
import { formatFindings } from './format-errors.ts';
import { patternCost } from './pattern-cost.ts';
import { type AnyDefinition, formsOf, rulesOf } from './places.ts';
import { type Alternatives, alternativesOf, subschemas, unfoldedSize } from './schema-size.ts';

/** Made for the first definition that is looked at: an ordinary start looks at none. */
let ajv: Ajv | undefined;

function openAjv(): Ajv {
  const opened = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    discriminator: true,
    formats,
  });
  opened.addVocabulary(['tsType']);
  for (const schema of Object.values(schemas)) opened.addSchema(schema);
  return opened;
}

export interface Shape {
  readonly findings: readonly Finding[];
  /** The definition, when its shape is right; only then do the other groups have something to look at. */
  readonly definition: AnyDefinition | undefined;
}

/** The shape by JSON Schema of its kind, then the bounds. */
export function lintShape(content: unknown): Shape {
  const kind = kindOf(content);
  if (kind === undefined) {
    const todo = `Укажите один из видов: ${kinds.join(', ')}`;
    return {
      findings: [error('unknownKind', '/kind', ['Вид определения не указан или неизвестен', todo])],
      definition: undefined,
    };
  }
  ajv ??= openAjv();
  const validate = formatValidator(ajv, kind);
  if (!validate(content)) return { findings: formatFindings(validate.errors ?? []), definition: undefined };
  const definition = content as AnyDefinition;
  const cost = patternCost(content);
  if (cost > limits.patternCost) return { findings: [tooCostly()], definition: undefined };
  const bounds = boundFindings(definition);
  const findings =
    bounds.length > 0 ? bounds : formsOf(definition).flatMap((place) => lintFormSchema(place, nestingOf(definition)));
  return { findings, definition: findings.length === 0 ? definition : undefined };
}

function tooCostly(): Finding {
  const message = 'Образцы слишком велики: их повторы раскладываются в миллионы шагов';
  return error('tooCostly', '', [message, 'Сократите числа в повторах {n,m} и сами образцы']);
}

const kinds = ['service', 'workflow', 'workplace', 'requestType', 'dictionary', 'calendar', 'demo'] as const;

function kindOf(content: unknown): keyof DefinitionKinds | undefined {
  if (typeof content !== 'object' || content === null || !('kind' in content)) return undefined;
  return kinds.find((kind) => kind === content.kind);
}

function boundFindings(definition: AnyDefinition): Finding[] {
  const found: Finding[] = [];
  const rules = rulesOf(definition).length;
  if (rules > limits.rules) found.push(tooMany('', `Условий ${rules}`, limits.rules));
  if (definition.kind === 'workflow' && definition.states.length > limits.states) {
    found.push(tooMany('/states', `Состояний ${definition.states.length}`, limits.states));
  }
  for (const { pointer, form } of formsOf(definition)) {
    const fields = countFields(form.schema);
    const most = definition.kind === 'requestType' ? limits.requestTypeFields : limits.fields;
    if (fields > most) found.push(tooMany(`${pointer}/schema/properties`, `Полей ${fields}`, most));
  }
  return found;
}

function tooMany(pointer: string, count: string, most: number): Finding {
  return error('tooMany', pointer, [`${count}, а можно не больше ${most}`, 'Разделите определение на части']);
}

function countFields(schema: Pick<JsonSchema, 'properties' | 'items'>): number {
  const own = Object.values(schema.properties ?? {});
  const inner = schema.items === undefined ? 0 : countFields(schema.items);
  return own.reduce((sum, field) => sum + 1 + countFields(field), inner);
}

interface SchemaPlace {
  readonly pointer: string;
  readonly depth: number;
  /** Deepest that a field may stand. */
  readonly most: number;
}

function nestingOf({ kind }: AnyDefinition): number {
  return kind === 'requestType' ? limits.requestTypeNesting : limits.fieldNesting;
}

function lintFormSchema({ pointer, form }: ReturnType<typeof formsOf>[number], most: number): Finding[] {
  const root = form.schema as JsonSchema;
  const found = lintSchema(root, { pointer: `${pointer}/schema`, depth: 0, most }, root);
  if (found.length > 0) return found;
  const size = unfoldedSize(root);
  if (size > limits.unfoldedSchema) return [tooUnfolded(size, `${pointer}/schema`)];
  const alternatives = alternativesOf(root);
  if (alternatives.count > limits.alternatives) return [tooManyAlternatives(alternatives, `${pointer}/schema`)];
  const problem = findSchemaProblem(root) ?? findCompileProblem(root);
  if (problem === undefined) return [];
  return [error('wrongSchema', `${pointer}/schema`, [`Схема формы не собирается: ${problem}`, 'Исправьте схему'])];
}

function tooUnfolded(size: number, pointer: string): Finding {
  if (size === Number.POSITIVE_INFINITY) {
    const text = ['Часть схемы ссылается сама на себя: вложенность поля без конца', 'Разорвите круг ссылок'] as const;
    return error('circularReference', pointer, text);
  }
  const message = 'Ссылки разворачиваются в слишком большую схему: проверка ответов заняла бы минуты';
  return error('tooCostly', pointer, [message, 'Сократите цепочки ссылок']);
}

function tooManyAlternatives({ count, pointer }: Alternatives, schema: string): Finding {
  const message = `Альтернатив (anyOf, oneOf) в схеме формы ${count}, а можно не больше ${limits.alternatives}: проверка ответов ждала бы их все`;
  const todo =
    'Запишите перечень списком значений (enum) или справочником, а остальное – условиями; больше всего их здесь';
  return error('tooCostly', schema + pointer, [message, todo]);
}

function lintSchema(schema: JsonSchema, place: SchemaPlace, root: JsonSchema): Finding[] {
  if (place.depth > place.most) {
    const message = `Вложенность поля больше ${place.most}`;
    return [error('tooDeep', place.pointer, [message, 'Сделайте форму площе'])];
  }
  return [...lintKeywords(schema, place.pointer, root), ...lintInner(schema, place, root)];
}

function lintInner(schema: JsonSchema, { pointer, depth, most }: SchemaPlace, root: JsonSchema): Finding[] {
  const definitions = Object.entries(schema.definitions ?? {}).map(
    ([name, inner]) => [at('definitions', name), inner] as const,
  );
  return [...subschemas(schema), ...definitions].flatMap(([key, inner]) =>
    lintSchema(inner, { pointer: pointer + key, depth: depth + 1, most }, root),
  );
}

function lintKeywords(schema: JsonSchema, pointer: string, root: JsonSchema): Finding[] {
  const found: Finding[] = [];
  const { $ref, pattern, format } = schema;
  if ($ref !== undefined && followRefs(schema, root) === undefined) {
    const todo = 'Ссылайтесь на #/definitions/… этой же формы, не по кругу: наружу платформа не ходит';
    found.push(error('unknownReference', `${pointer}/$ref`, [`Ссылка «${$ref}» никуда не ведёт`, todo]));
  }
  const reason = pattern === undefined ? undefined : findPatternProblem(pattern);
  if (reason !== undefined) {
    const todo = 'Запишите без просмотра вперёд и назад и без обратных ссылок: образцы исполняет RE2';
    found.push(error('pattern', `${pointer}/pattern`, [`Образец не подходит для RE2: ${reason}`, todo]));
  }
  if (schema.uniqueItems && !isScalar(schema.items && followRefs(schema.items, root))) {
    const todo = 'Снимите запрет повторов (uniqueItems) или задайте элементам простой тип';
    const message = 'Неповторимость проверяется только у строк, чисел и флажков: остальное сравнивалось бы попарно';
    found.push(error('tooCostly', `${pointer}/uniqueItems`, [message, todo]));
  }
  if (format !== undefined && !Object.hasOwn(formats, format)) {
    const todo = `Выберите один из: ${Object.keys(formats).join(', ')}`;
    found.push(error('unknownFormat', `${pointer}/format`, [`Формат «${format}» неизвестен`, todo]));
  }
  return found;
}

function isScalar(items: JsonSchema | undefined): boolean {
  return ['string', 'number', 'integer', 'boolean'].includes(items?.type ?? '');
}
