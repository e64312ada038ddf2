import type { JsonObject, ProvidedService } from '@reglament/sdk';
import type { KitSamples } from '@reglament/sdk/kit';
import { isKitPortal, openKitPortal } from './kit-portal.ts';
import { answerRoot, type OrderMessage, orderRoot } from './wire/order.ts';
import { orderSchema } from './wire/order-schema.ts';

const service: ProvidedService = {
  code: 'example',
  title: 'Проверочная услуга',
  form: {
    type: 'object',
    properties: {
      purpose: { type: 'string', title: 'Цель' },
      count: { type: 'integer', title: 'Сколько', minimum: 1 },
    },
  },
  documents: [{ code: 'statement', title: 'Заявление' }],
  onPortal: true,
};

const orderService = { code: service.code, title: service.title, form: service.form };

const orderId = '764512340987';

const application: OrderMessage = {
  kind: 'application',
  orderId,
  source: 'rpgu',
  submittedAt: new Date('2026-03-02T09:00:00Z'),
  department: 'admin',
  service: 'example',
  applicant: { kind: 'person', surname: 'Иванова', name: 'Анна', snils: '112-233-445 95' },
  answers: { purpose: 'Строительство', count: 2 },
  documents: [{ code: 'statement', fileName: 'Заявление.txt', mimeType: 'text/plain' }],
};

const filed = (order: OrderMessage, sender: string, files: JsonObject[] = []) => ({
  kind: order.kind,
  sender,
  message: { order: order as unknown as JsonObject, sender, files },
});

/** What the kit cannot make up by itself. */
export const kit: KitSamples = {
  emulator: (options) => openKitPortal(options, service),
  lendsOver: (emulator) => {
    if (!isKitPortal(emulator)) throw new Error('the portal of this kit lends its own bus');
    return { bus: async () => emulator.bus };
  },
  services: [service],
  draft: {
    files: [{ name: 'order.xsd', content: new TextEncoder().encode(orderSchema(orderService)) }],
    choice: { question: orderRoot, answer: answerRoot, code: 'exampleOrder', title: 'Проверочное заявление' },
  },
  reference: { service: 'example', orderId, message: { messageId: 'kit', replyTo: 'kit' } },
  inbox: [
    filed(application, 'PGU', [{ name: 'Заявление.zip', document: 'Заявление.txt', text: 'Прошу выдать' }]),
    filed({ kind: 'correction', orderId, answers: { count: 3, purpose: null }, documents: [] }, 'PGU'),
    filed({ kind: 'cancel', orderId, reason: 'Передумала' }, 'MFC'),
    filed({ kind: 'text', orderId, text: 'Когда будет готово?' }, 'PGU'),
  ],
  parts: ['inbox', 'publish', 'check'],
};
