import { randomUUID } from 'node:crypto';
import type { JsonObject, OfferedService } from '@reglament/sdk';
import type { OrderMessage, OrderSource } from '../wire/order.ts';
import type { KeptPortal, Outgoing, Portal } from './kept-portal.ts';
import { changedAnswers, type KeptDocument, type Order, type OrderEvent, withEvent } from './order.ts';

/** What an applicant may not do, in words for them. */
export class PortalRefusal extends Error {}

export interface Desk {
  readonly store: KeptPortal;
  readonly now: () => Date;
}

export interface Filing {
  readonly person: string;
  readonly source: OrderSource;
  readonly applicant: JsonObject;
  /** Who files in the applicant's place. */
  readonly representative?: JsonObject;
  readonly service: OfferedService;
  readonly answers: JsonObject;
  readonly documents: readonly KeptDocument[];
}

const own = (at: Date, title: string, more: Partial<OrderEvent> = {}): OrderEvent => ({
  ...{ kind: 'own', at: at.toISOString(), title, files: [] },
  ...more,
});

/** Numbers as portals give them: digits that nobody else has given. */
function nextNumber(now: Date, { orders }: Portal): string {
  return `${String(now.getTime()).slice(0, 10)}${String(orders.length + 1).padStart(4, '0')}`;
}

export function file({ store, now }: Desk, filing: Filing): Order {
  const { person, source, applicant, representative, service, answers, documents } = filing;
  const behalf = representative === undefined ? {} : { representative };
  const at = now();
  const id = nextNumber(at, store.current());
  const order: Order = {
    ...{
      id,
      source,
      person,
      applicant,
      ...behalf,
      answers,
      documents,
      meaning: 'sent',
      mayCancel: true,
      mayWrite: true,
    },
    body: service.body,
    service: { code: service.code, title: service.title },
    events: [own(at, 'Заявление отправлено', { kind: 'filed', files: documents })],
  };
  const message: OrderMessage = {
    ...{ kind: 'application', orderId: id, source, submittedAt: at, department: service.body.code },
    ...{ service: service.code, applicant, ...behalf, answers, documents: documents.map(namedFile) },
  };
  store.change((portal) => ({
    ...portal,
    orders: [...portal.orders, order],
    sent: [...portal.sent, outgoing(order, message, documents)],
  }));
  return order;
}

export interface Correcting {
  readonly answers: JsonObject;
  readonly documents: readonly KeptDocument[];
}

/** Only what has changed goes. @throws PortalRefusal */
export function correct(desk: Desk, order: Order, { answers, documents }: Correcting): Order {
  if (order.meaning !== 'correct')
    throw new PortalRefusal('Это заявление сейчас не исправляют: ведомство его не возвращало.');
  const changed = changedAnswers(order.answers, answers);
  if (Object.keys(changed).length === 0 && documents.length === 0) {
    throw new PortalRefusal('Ничего не изменено: исправьте заявление или приложите документ.');
  }
  const message: OrderMessage = {
    ...{ kind: 'correction', orderId: order.id, answers: changed, documents: documents.map(namedFile) },
  };
  const corrected: Order = {
    ...order,
    ...{ answers, documents: [...order.documents, ...documents], meaning: 'sent' },
  };
  return send(desk, withEvent(corrected, own(desk.now(), 'Исправления отправлены', { files: documents })), {
    message,
    documents,
  });
}

/** @throws PortalRefusal */
export function cancel(desk: Desk, order: Order, reason: string): Order {
  if (!order.mayCancel) throw new PortalRefusal('Отозвать это заявление уже нельзя.');
  const message: OrderMessage = { kind: 'cancel', orderId: order.id, reason };
  const event = own(desk.now(), 'Просьба отозвать заявление отправлена', reason === '' ? {} : { text: reason });
  return send(desk, withEvent({ ...order, mayCancel: false }, event), { message });
}

/** @throws PortalRefusal */
export function write(desk: Desk, order: Order, text: string): Order {
  if (!order.mayWrite) throw new PortalRefusal('Ведомство не принимает сообщений по этому заявлению.');
  if (text.trim() === '') throw new PortalRefusal('Напишите сообщение.');
  const message: OrderMessage = { kind: 'text', orderId: order.id, text: text.trim() };
  return send(desk, withEvent(order, own(desk.now(), 'Вы написали', { text: text.trim() })), { message });
}

/** The same words under a new name: a portal that has lost its memory of having sent them. @throws PortalRefusal */
export function repeatLast({ store }: Desk, order: Order): void {
  const last = store.current().sent.findLast(({ orderId }) => orderId === order.id);
  if (last === undefined) throw new PortalRefusal('По этому заявлению ещё ничего не отправлялось.');
  store.change((portal) => ({ ...portal, sent: [...portal.sent, { ...last, id: randomUUID(), isSent: false }] }));
}

function send(
  { store }: Desk,
  order: Order,
  { message, documents = [] }: { message: OrderMessage; documents?: readonly KeptDocument[] },
): Order {
  store.change((portal) => ({
    ...portal,
    orders: portal.orders.map((one) => (one.id === order.id ? order : one)),
    sent: [...portal.sent, outgoing(order, message, documents)],
  }));
  return order;
}

function outgoing(order: Order, message: OrderMessage, files: readonly KeptDocument[]): Outgoing {
  return { id: randomUUID(), orderId: order.id, service: order.service.code, message, files, isSent: false };
}

function namedFile({ code, name, mediaType }: KeptDocument) {
  return { code, fileName: name, mimeType: mediaType };
}
