import fc from 'fast-check';
import type { Part } from './transport-messages.ts';

/** A message with a few things left out, doubled, put elsewhere, renamed or given another value. */
export function mutated(message: Part): fc.Arbitrary<Part> {
  const change = fc.record({
    place: fc.nat(10_000),
    kind: fc.constantFrom('drop', 'double', 'swap', 'rename', 'value', 'attribute', 'wrap', 'text' as const),
    value: fc.constantFrom(...VALUES),
    name: fc.constantFrom(...NAMES),
  });
  return fc.array(change, { maxLength: 3 }).map((changes) => changes.reduce(applied, message));
}

const VALUES = [
  '',
  ' ',
  'x',
  '1',
  '-1',
  '99999999999',
  'true',
  'REQUEST',
  'CANCEL',
  'BROADCAST',
  'FAILURE',
  'NO_DATA',
  'cancelled',
  'messageIsDelivered',
  'requestIsProcessed',
  'responseIsDelivered',
  'other',
  '2026-02-30T00:00:00',
  '2026-11-25T12:00:00Z',
  'C0938F39-9A55-11EA-8EC7-2DD0B486EB66',
  'text/plain',
  'font/woff',
  'AAAA',
  'A',
  'ж'.repeat(51),
  'x'.repeat(101),
  'x'.repeat(201),
  'x'.repeat(501),
  'x'.repeat(1501),
  'x'.repeat(4001),
  'CertificateIsExpired',
  'personalAccessDenied',
  'a b',
  'ns:x',
];
const NAMES = [
  't:MessageID',
  't:Unknown',
  'b:MessageID',
  't:To',
  'q:any',
  't:Cancel',
  't:RequestStatus',
  't:MessageBroker',
  'b:Archive',
  'r:Routing',
  't:SmevFault',
  'f:AccessDenied',
];

interface Change {
  readonly place: number;
  readonly kind: string;
  readonly value: string;
  readonly name: string;
}

function applied(message: Part, change: Change): Part {
  const places = pathsOf(message);
  const path = places[change.place % places.length] ?? [];
  return at(message, path, change);
}

function pathsOf({ content }: Part, path: readonly number[] = []): (readonly number[])[] {
  const inner = typeof content === 'string' ? [] : content;
  return [path, ...inner.flatMap((child, index) => pathsOf(child, [...path, index]))];
}

function at(part: Part, [next, ...rest]: readonly number[], change: Change): Part {
  if (next === undefined) return spoilt(part, change);
  const children = typeof part.content === 'string' ? [] : [...part.content];
  const child = children[next];
  if (child && rest.length === 0 && change.kind === 'drop') children.splice(next, 1);
  else if (child && rest.length === 0 && change.kind === 'double') children.splice(next, 0, child);
  else if (child && rest.length === 0 && change.kind === 'swap')
    children.splice(next, 2, ...children.slice(next, next + 2).reverse());
  else if (child) children[next] = at(child, rest, change);
  return { ...part, content: children };
}

function spoilt(part: Part, { kind, value, name }: Change): Part {
  if (kind === 'rename') return { ...part, name };
  if (kind === 'value') return { ...part, content: typeof part.content === 'string' ? value : part.content };
  if (kind === 'text') return { ...part, content: value };
  if (kind === 'wrap') return { ...part, content: [{ name, content: part.content }] };
  if (kind !== 'attribute') return part;
  const { Id: _, ...others } = part.attributes ?? {};
  return { ...part, attributes: value.length % 2 === 0 ? others : { ...part.attributes, accepted: value.slice(0, 4) } };
}
