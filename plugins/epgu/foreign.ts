import type { Json, JsonObject, RequestTypeDefinition } from '@reglament/sdk';
import { type PlainElement, readPlainXml, XmlProblem } from '@reglament/xml';
import { answerToXml, questionFromXml, SchemaFault } from '@reglament/xml/information-type';
import { type OrderAnswer, writeAnswerIn } from './wire/order-answer.ts';
import { textIn } from './wire/order-xml.ts';

/** An application of a service's own type, registered by somebody else: what it says, by the fields of the type. */
export type ForeignOrder =
  | { readonly kind: 'application'; readonly orderId: string; readonly foreign: JsonObject }
  | { readonly kind: 'cancel'; readonly orderId: string; readonly reason: string }
  | { readonly kind: 'text'; readonly orderId: string; readonly text: string };

export interface ReadForeign {
  readonly order?: ForeignOrder;
  readonly problems: readonly string[];
}

/** Type of the messages on a bus: `{namespace}Root`; undefined: the type says neither. */
export function foreignType({ settings = {} }: RequestTypeDefinition): string | undefined {
  const { namespace, root } = settings;
  return typeof namespace === 'string' && typeof root === 'string' ? `{${namespace}}${root}` : undefined;
}

/** Both shapes that portals use: `orderId` in a choice of application, cancellation and text, or `CaseNumber` among panels. */
export function readForeign(type: RequestTypeDefinition, xml: string): ReadForeign {
  try {
    const root = readPlainXml(xml);
    const [body] = root.children;
    const orderId = numberIn(root);
    if (body?.name === 'cancelRequest')
      return { order: { kind: 'cancel', orderId, reason: textIn(body, 'reason') }, problems: [] };
    if (body?.name === 'textRequest')
      return { order: { kind: 'text', orderId, text: textIn(body, 'text') }, problems: [] };
    const { answers, problems } = questionFromXml(type, xml);
    return { order: { kind: 'application', orderId, foreign: answers }, problems };
  } catch (error) {
    if (error instanceof XmlProblem || error instanceof SchemaFault) return { problems: [error.message] };
    throw error;
  }
}

const numberNames = new Set(['orderId', 'CaseNumber']);

/** The number of the application on the portal, wherever it stands. */
function numberIn(element: PlainElement): string {
  if (numberNames.has(element.name)) return element.text.trim();
  for (const child of element.children) {
    const found = numberIn(child);
    if (found !== '') return found;
  }
  return '';
}

/** The answer in the shape of the type. The older one has a state, words and the number, and no other. */
export function writeForeignAnswer(
  type: RequestTypeDefinition,
  answer: OrderAnswer,
  { title, number }: { readonly title: string; readonly number: string },
): string {
  const { settings = {}, message } = type;
  const places = Object.entries(message?.answer.places ?? {});
  if (places.some(([, place]) => place.includes('changeOrderInfo')) || places.length === 0) {
    const { namespace, answerNamespace = namespace, answerRoot } = settings;
    return writeAnswerIn({ namespace: String(answerNamespace), root: String(answerRoot) }, answer);
  }
  const comment = answer.kind === 'text' ? answer.text : answer.comment;
  const words: Readonly<Record<string, string>> = { Value: title, Comment: comment ?? title, Name: number };
  const written: [string, Json][] = places.flatMap(([field, place]) => {
    const word = words[/([^/#]+)$/.exec(place)?.[1]?.replace(/\[.*$/, '') ?? ''];
    return word === undefined ? [] : [[field, word.slice(0, word === title ? 200 : 2000)]];
  });
  return answerToXml(type, Object.fromEntries(written));
}
