/**
 * Every Russian text of the interfaces passes through here: the build wraps the literals (`texts/wrap.ts`), the sources stay plain.
 * Nobody calls this by hand.
 */
import { createElement, Fragment, type ReactNode } from 'react';
import { locale } from './locale.ts';

/** Russian → English; only whoever reads English loads it. Everything that has a text waits for it, since it imports this file. */
const english: Readonly<Record<string, string>> =
  locale === 'en' ? (await import('virtual:reglament-english')).english : {};

const place = /\{(\d+)\}/;

/** The parts of a message around its places: text, number, text, number, … text. */
function partsOf(message: string): string[] {
  return (english[message] ?? message).split(place);
}

export function text(message: string, ...values: readonly unknown[]): string {
  if (values.length === 0) return english[message] ?? message;
  return partsOf(message)
    .map((part, index) => (index % 2 === 1 ? String(values[Number(part)]) : part))
    .join('');
}

/** The same among elements. */
export function phrase(message: string, ...values: readonly ReactNode[]): ReactNode {
  const parts = partsOf(message).map((part, index) => (index % 2 === 1 ? values[Number(part)] : part));
  return createElement(Fragment, null, ...parts);
}
