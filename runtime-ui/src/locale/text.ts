/// <reference path="./catalogue.d.ts" />
/**
 * Every Russian text of the interfaces passes through here: the build wraps the literals (`texts/wrap.ts`), the sources stay plain.
 * Nobody calls this by hand.
 */
import { createElement, Fragment, type ReactNode } from 'react';
import { rememberMade, rememberWhole, russianOf } from './behind.ts';
import { locale } from './locale.ts';

/** Russian → English; only whoever reads English loads it. Everything that has a text waits for it, since it imports this file. */
export const english: Readonly<Record<string, string>> =
  locale === 'en' ? (await import('virtual:reglament-english')).english : {};

const place = /\{(\d+)\}/;
/** `{:day|days}`: the form that the value of the place before it asks for. */
const counted = /\{:([^{}|]*)\|([^{}]*)\}/g;
const plurals = new Intl.PluralRules('en');

const agreed = (part: string, before: unknown) =>
  part.replace(counted, (_, one: string, many: string) => (plurals.select(Number(before)) === 'one' ? one : many));

/** The parts of a message around its places: text, value, text, value, … text. */
function partsOf<T>(message: string, values: readonly T[]): (string | T | undefined)[] {
  const parts = (english[message] ?? message).split(place);
  const valueAt = (index: number) => values[Number(parts[index])];
  return parts.map((part, index) => (index % 2 === 1 ? valueAt(index) : agreed(part, valueAt(index - 1))));
}

/** The marks let the build leave out texts that nobody shows. */
/* @__NO_SIDE_EFFECTS__ */
export function text(message: string, ...values: readonly unknown[]): string {
  const shown = values.length === 0 ? (english[message] ?? message) : partsOf(message, values).map(String).join('');
  if (locale === 'en') remember(shown, message, values);
  return shown;
}

function remember(shown: string, message: string, values: readonly unknown[]): void {
  const inRussian = (_: string, index: string) => russianOf(String(values[Number(index)]));
  if (values.length === 0) rememberWhole(shown, message);
  else rememberMade(shown, message.replace(/\{(\d+)\}/g, inRussian));
}

/** The same among elements. */
/* @__NO_SIDE_EFFECTS__ */
export function phrase(message: string, ...values: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...partsOf(message, values));
}
