import type { JsonSchema, MessageForm } from '@reglament/format';
import { type Json, type JsonObject, ProviderError, type RequestTypeDefinition } from '@reglament/sdk';
import { isObject, stepsOf } from './openapi/document.ts';
import type { Callback, Poll } from './openapi/later-answer.ts';

export interface OperationSettings {
  readonly method: string;
  readonly path: string;
  readonly poll?: Poll;
  readonly callback?: Callback;
}

/** A question as it goes over HTTP, without the address of the server. */
export interface WireQuestion {
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
}

export function settingsOf({ settings = {} }: RequestTypeDefinition): OperationSettings {
  const { method, path } = settings as Partial<OperationSettings>;
  if (typeof method === 'string' && typeof path === 'string') return settings as unknown as OperationSettings;
  const text = 'Вид запроса описан с ошибкой: в settings нет method и path. Обратитесь к администратору услуг.';
  throw new ProviderError('wrongSettings', text, { retry: 'never' });
}

const noSide: MessageForm = { form: { schema: { type: 'object', properties: {} }, sections: [] }, places: {} };

/** @throws ProviderError for a value that would lead to another address */
export function wireQuestion(type: RequestTypeDefinition, question: JsonObject): WireQuestion {
  const { path } = settingsOf(type);
  const parts: Record<string, Json> = {};
  const query: (readonly [string, string])[] = [];
  const headers: Record<string, string> = {};
  let body: Json | undefined;
  write(type.message?.question ?? noSide, question, (place, value) => {
    const [where = '', name = ''] = splitPlace(place);
    if (where === 'path') parts[name] = value;
    else if (where === 'query')
      for (const one of Array.isArray(value) ? value : [value]) query.push([name, String(one)]);
    else if (where === 'header') headers[name] = headerValue(name, String(value));
    else body = placed(body, stepsOf(name), value);
  });
  return { path: filledPath(path, parts), query, headers, body };
}

/** The same with the address at which the provider is to call. */
export function withAddress(wire: WireQuestion, to: string, address: string): WireQuestion {
  const [where, name] = splitPlace(to);
  if (where === 'query') return { ...wire, query: [...wire.query, [name, address]] };
  if (where === 'header') return { ...wire, headers: { ...wire.headers, [name]: address } };
  return { ...wire, body: placed(wire.body, stepsOf(name), address) };
}

/** UTF-8 as it goes over the wire; a line break would begin another header. @throws ProviderError */
function headerValue(name: string, value: string): string {
  if (/[\r\n\0]/.test(value)) {
    throw new ProviderError('wrongHeader', `В значении «${name}» не может быть перевода строки. Исправьте запрос.`, {
      retry: 'never',
    });
  }
  return Buffer.from(value, 'utf8').toString('latin1');
}

function splitPlace(place: string): [where: string, name: string] {
  const at = place.indexOf(':');
  return [place.slice(0, at), place.slice(at + 1)];
}

/** `/plots/{number}` with its values. @throws ProviderError */
export function filledPath(path: string, parts: Readonly<Record<string, Json>>): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(parts, name) ? String(parts[name]) : '';
    if (!isPathPart(value)) {
      const text = `Значение «${name}» не может стоять в адресе: пустое, «.» или «..». Исправьте запрос.`;
      throw new ProviderError('wrongPath', text, { retry: 'never' });
    }
    return encodeURIComponent(value);
  });
}

/** A part of an address that names one thing and leads nowhere else. */
export function isPathPart(value: string): boolean {
  return value !== '' && value !== '.' && value !== '..';
}

/** The question as the other side reads it. */
export function questionFromWire(type: RequestTypeDefinition, get: (place: string) => Json | undefined): JsonObject {
  return read(type.message?.question ?? noSide, get);
}

/** What the provider said, as the form of the answer shows it. */
export function answerFromWire(type: RequestTypeDefinition, said: Json): JsonObject {
  return read(type.message?.answer ?? noSide, (pointer) => valueAt(said, pointer));
}

/** The other way round, for the emulator. */
export function answerToWire(type: RequestTypeDefinition, answer: JsonObject): Json {
  let said: Json | undefined;
  write(type.message?.answer ?? noSide, answer, (pointer, value) => {
    said = placed(said, stepsOf(pointer), value);
  });
  return said ?? {};
}

type Put = (place: string, value: Json) => void;

function write({ form, places }: MessageForm, values: JsonObject, put: Put): void {
  const inside = (schema: JsonSchema, { around, rows, given }: Within): void => {
    for (const [code, field] of Object.entries(schema.properties ?? {})) {
      const path = around + code;
      const value = given[code];
      if (value === undefined || value === null) continue;
      const place = places[path];
      if (field.items?.properties !== undefined) {
        const list = Array.isArray(value) ? value : [];
        if (place !== undefined && list.length === 0) put(withRows(place, rows), []);
        for (const [index, row] of list.entries()) {
          if (isObject(row)) inside(field.items, { around: `${path}[].`, rows: [...rows, index], given: row });
        }
      } else if (field.properties !== undefined) {
        if (isObject(value)) inside(field, { around: `${path}.`, rows, given: value });
      } else if (place !== undefined) put(withRows(place, rows), value);
    }
  };
  inside(form.schema, { around: '', rows: [], given: values });
}

interface Within {
  readonly around: string;
  readonly rows: readonly number[];
  readonly given: JsonObject;
}

function read({ form, places }: MessageForm, get: (place: string) => Json | undefined): JsonObject {
  const inside = (schema: JsonSchema, around: string, rows: readonly number[]): JsonObject => {
    const found: Record<string, Json> = {};
    for (const [code, field] of Object.entries(schema.properties ?? {})) {
      const path = around + code;
      const place = places[path];
      const value = valueIn(field, { path, place: place === undefined ? undefined : withRows(place, rows), rows });
      if (value !== undefined) found[code] = value;
    }
    return found;
  };
  const valueIn = (field: JsonSchema, { path, place, rows }: Spot): Json | undefined => {
    const { items } = field;
    if (items?.properties !== undefined) {
      const list = place === undefined ? undefined : get(place);
      return Array.isArray(list) ? list.map((_, index) => inside(items, `${path}[].`, [...rows, index])) : undefined;
    }
    if (field.properties !== undefined) {
      const group = inside(field, `${path}.`, rows);
      return Object.keys(group).length === 0 ? undefined : group;
    }
    const value = place === undefined ? undefined : get(place);
    return value === undefined || value === null ? undefined : asType(value, field);
  };
  return inside(form.schema, '', []);
}

interface Spot {
  readonly path: string;
  readonly place: string | undefined;
  readonly rows: readonly number[];
}

/** On the wire a number may be a text and the other way round; what cannot be turned stays, and is told by the form. */
function asType(value: Json, { type }: JsonSchema): Json {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if ((type === 'number' || type === 'integer') && typeof value === 'string' && value.trim() !== '') {
    const number = Number(value);
    return Number.isNaN(number) ? value : number;
  }
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function withRows(place: string, rows: readonly number[]): string {
  let next = 0;
  return place.replace(/\/\*(?=\/|$)/g, () => {
    const row = rows[next];
    next += 1;
    return row === undefined ? '/*' : `/${row}`;
  });
}

export function valueAt(value: Json | undefined, pointer: string): Json | undefined {
  let found = value;
  for (const step of stepsOf(pointer)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as JsonObject)[step];
  }
  return found;
}

/** The value with another one inside: objects and lists come where they are needed. */
function placed(whole: Json | undefined, [step, ...rest]: readonly string[], value: Json): Json {
  if (step === undefined) return value;
  if (/^\d+$/.test(step)) {
    const list = Array.isArray(whole) ? [...whole] : [];
    list[Number(step)] = placed(list[Number(step)], rest, value);
    return list;
  }
  const own = isObject(whole) ? whole : {};
  return { ...own, [step]: placed(Object.hasOwn(own, step) ? own[step] : undefined, rest, value) };
}
