import { isObject, type Json, type JsonObject } from '../rule/value.ts';
import { CONVERTERS, valueText } from './converters.ts';

/** What a text is made of: literal pieces and places to fill. */
type Segment = { literal: string } | { path: string; converter: string | undefined };

export interface Scope {
  /** Roots of the paths: `answers`, `applicant`, `organisation`…; inside an `each` also `item` and `index`. */
  data: JsonObject;
  /** Titles of codes, by the placeholder's path without indices: `{'answers.purpose': {build: 'Строительство'}}`. */
  labels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The list that `item` comes from, so that `item.kind` finds the labels of `answers.objects[].kind`. */
  itemPath?: string;
}

const PLACEHOLDER = /\{\{\s*([A-Za-z][\w]*(?:\.[A-Za-z][\w]*)*)\s*(?:\|\s*([A-Za-z]+)\s*)?\}\}/g;

/** Anything between braces that is not exactly a placeholder stays literal text. */
export function parseText(text: string): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > end) segments.push({ literal: text.slice(end, match.index) });
    segments.push({ path: match[1] ?? '', converter: match[2] });
    end = match.index + match[0].length;
  }
  if (end < text.length) segments.push({ literal: text.slice(end) });
  return segments;
}

/** Fills a text once: braces inside a value are not looked at again. A missing value is «—». */
export function fillText(text: string, scope: Scope): string {
  return parseText(text)
    .map((segment) => ('literal' in segment ? segment.literal : fillOne(segment.path, segment.converter, scope)))
    .join('');
}

export function valueAt(path: string, data: JsonObject): Json | undefined {
  let value: Json | undefined = data;
  for (const key of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function fillOne(path: string, converter: string | undefined, scope: Scope): string {
  const value = valueAt(path, scope.data);
  if (converter === undefined) return valueText(value);
  const convert = Object.hasOwn(CONVERTERS, converter) ? CONVERTERS[converter] : undefined;
  return convert ? convert(value, labelsFor(path, scope)) : valueText(value);
}

function labelsFor(path: string, scope: Scope): Readonly<Record<string, string>> | undefined {
  const full = absolutePath(path, scope.itemPath);
  return scope.labels && Object.hasOwn(scope.labels, full) ? scope.labels[full] : undefined;
}

/** `item.kind` under `answers.objects` → `answers.objects[].kind`. */
export function absolutePath(path: string, itemPath: string | undefined): string {
  if (itemPath === undefined || (path !== 'item' && !path.startsWith('item.'))) return path;
  return `${itemPath}[]${path.slice('item'.length)}`;
}
