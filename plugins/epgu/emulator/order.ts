import type { Json, JsonObject } from '@reglament/sdk';
import type { OrderSource } from '../wire/order.ts';
import type { OrderAnswer } from '../wire/order-answer.ts';
import { type CodeMeaning, meaningOf } from './status-code.ts';

/** A file that the portal keeps, under its id. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** A detached CMS came along, kept beside. */
  readonly isSigned?: boolean;
}

export interface KeptDocument extends KeptFile {
  /** Code of the service's document. */
  readonly code: string;
}

/** A line of what has become of an application, as the applicant sees it. */
export interface OrderEvent {
  /** `trouble`: the message did not get through; `own`: the applicant's own deed. */
  readonly kind: 'filed' | 'status' | 'text' | 'own' | 'trouble';
  readonly at: string;
  readonly title: string;
  readonly text?: string;
  readonly code?: string;
  readonly files: readonly KeptFile[];
}

/** An application in the applicant's account. Dates are ISO. */
export interface Order {
  readonly id: string;
  /** Where it was filed; absent: before the portal asked. */
  readonly source?: OrderSource;
  readonly person: string;
  readonly body: { readonly code: string; readonly title: string };
  readonly service: { readonly code: string; readonly title: string };
  readonly applicant: JsonObject;
  readonly representative?: JsonObject;
  readonly answers: JsonObject;
  readonly documents: readonly KeptDocument[];
  readonly events: readonly OrderEvent[];
  /** What the applicant may do now. */
  readonly meaning: CodeMeaning;
  readonly mayCancel: boolean;
  readonly mayWrite: boolean;
}

/** Something that a body told of an application. */
export type Told =
  | { readonly kind: 'status'; readonly code: string; readonly text: string; readonly files: readonly KeptFile[] }
  | { readonly kind: 'answer'; readonly answer: OrderAnswer; readonly files: readonly KeptFile[] }
  /** Of the node, or of the body: the message was not taken. */
  | { readonly kind: 'rejected'; readonly text: string };

/** What becomes of an application with what was told of it. Pure. */
export function withTold(order: Order, told: Told, at: string): Order {
  if (told.kind === 'rejected') {
    return withEvent(order, { kind: 'trouble', at, title: 'Сообщение не доставлено', text: told.text, files: [] });
  }
  if (told.kind === 'status') return withStatus(order, told, at);
  const { answer, files } = told;
  switch (answer.kind) {
    case 'change':
      return {
        ...withStatus(order, { ...answer, text: answer.comment ?? '', files }, at),
        ...(answer.cancelAllowed === undefined ? {} : { mayCancel: answer.cancelAllowed }),
        ...(answer.sendMessageAllowed === undefined ? {} : { mayWrite: answer.sendMessageAllowed }),
      };
    case 'cancel':
      return withCancelResult(order, answer, at);
    case 'text':
      return withEvent(order, { kind: 'text', at, title: 'Ответ ведомства', ...textOf(answer.text), files });
  }
}

interface Status {
  readonly code: string;
  readonly isOwnCode?: boolean;
  readonly text: string;
  readonly files: readonly KeptFile[];
}

function withStatus(order: Order, { code, isOwnCode = false, text, files }: Status, at: string): Order {
  const { meaning, ...words } = wordsOf(isOwnCode ? '' : code, text);
  const isOver = meaning === 'done' || meaning === 'refused' || meaning === 'cancelled';
  const event = { kind: 'status', at, code, ...words, files } as const;
  return { ...withEvent(order, event), meaning, ...(isOver ? { mayCancel: false } : {}) };
}

/** A code that nobody knows says only that something has changed: the first sentence of the body's words is the title then. */
function wordsOf(code: string, text: string): { title: string; text?: string; meaning: CodeMeaning } {
  const known = meaningOf(code);
  if (known !== undefined) return { ...known, ...textOf(withoutTitle(text, known.title)) };
  const [first = '', ...rest] = text.split(/(?<=\.)\s/);
  const title = first.replace(/\.$/, '');
  if (title === '' || title.length > 120) return { title: 'Состояние изменилось', meaning: 'working', ...textOf(text) };
  return { title, meaning: 'working', ...textOf(rest.join(' ')) };
}

/** A body begins its words with the name of the state, which stands above them. */
function withoutTitle(text: string, title: string): string {
  if (text === title) return '';
  return text.startsWith(`${title}. `) ? text.slice(title.length + 2) : text;
}

const cancelWords = {
  CANCELLED: 'Заявление отозвано',
  IN_PROGRESS: 'Отзыв заявления рассматривается',
  REJECTED: 'В отзыве заявления отказано',
} as const;

function withCancelResult(order: Order, answer: Extract<OrderAnswer, { kind: 'cancel' }>, at: string): Order {
  const told = withEvent(order, {
    ...{ kind: 'status', at, title: cancelWords[answer.result], files: [] },
    ...textOf(answer.comment),
  });
  if (answer.result !== 'CANCELLED') return { ...told, mayCancel: answer.result === 'REJECTED' };
  return { ...told, meaning: 'cancelled', mayCancel: false };
}

export function withEvent(order: Order, event: OrderEvent): Order {
  return { ...order, events: [...order.events, event] };
}

function textOf(text: string | undefined): { text: string } | undefined {
  return text === undefined || text === '' ? undefined : { text };
}

/** Only the answers that differ; null takes one away. Pure. */
export function changedAnswers(before: JsonObject, after: JsonObject): JsonObject {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = codes.filter((code) => canonical(before[code]) !== canonical(after[code]));
  return Object.fromEntries(changed.map((code): [string, Json] => [code, after[code] ?? null]));
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value ?? null, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
