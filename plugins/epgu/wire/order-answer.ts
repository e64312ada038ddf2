import { readPlainXml, writePlainXml, written, XmlProblem } from '@reglament/xml';
import { answerRoot, orderNamespace } from './order.ts';
import { childOf, textIn } from './order-xml.ts';

/** What a body answers a portal's message with. */
export type OrderAnswer = OrderChange | OrderCancelled | OrderTextAnswer;

export interface OrderChange {
  readonly kind: 'change';
  readonly orderId: string;
  /** The code of the portal for the state: of the body's own list (`orgCode`) or of the portal's (`techCode`, a number). */
  readonly code: string;
  readonly isOwnCode?: boolean;
  readonly comment?: string;
  readonly cancelAllowed?: boolean;
  readonly sendMessageAllowed?: boolean;
}

export const cancelResults = ['CANCELLED', 'IN_PROGRESS', 'REJECTED'] as const;
export type CancelResult = (typeof cancelResults)[number];

export interface OrderCancelled {
  readonly kind: 'cancel';
  readonly orderId: string;
  readonly result: CancelResult;
  readonly comment?: string;
}

export interface OrderTextAnswer {
  readonly kind: 'text';
  readonly orderId: string;
  readonly text?: string;
}

/** As XML of the service's own type. */
export function writeOrderAnswer(service: string, answer: OrderAnswer): string {
  return writeAnswerIn({ namespace: orderNamespace(service), root: answerRoot }, answer);
}

interface AnswerPlace {
  readonly namespace: string;
  readonly root: string;
}

/** The same of a type that somebody else has registered in this shape. */
export function writeAnswerIn({ namespace, root }: AnswerPlace, answer: OrderAnswer): string {
  const orderId = written('orderId', answer.orderId);
  const said = (name: string, text: string | undefined) =>
    text === undefined || text === '' ? undefined : written(name, text);
  const told = (name: string, flag: boolean | undefined) => said(name, flag === undefined ? undefined : String(flag));
  const body = () => {
    switch (answer.kind) {
      case 'change': {
        const code = written(answer.isOwnCode === true ? 'orgCode' : 'techCode', answer.code);
        return written(
          'changeOrderInfo',
          orderId,
          written('statusCode', code),
          said('comment', answer.comment),
          told('cancelAllowed', answer.cancelAllowed),
          told('sendMessageAllowed', answer.sendMessageAllowed),
        );
      }
      case 'cancel':
        return written('cancelResponse', orderId, written('result', answer.result), said('comment', answer.comment));
      case 'text':
        return written('textResponse', orderId, said('text', answer.text));
    }
  };
  return writePlainXml(namespace, written(root, body()));
}

/** `rootName`: of a type that somebody else has registered. undefined: it is no such answer. */
export function readOrderAnswer(xml: string | Uint8Array, rootName = answerRoot): OrderAnswer | undefined {
  const body = bodyOf(xml, rootName);
  if (body === undefined) return undefined;
  const orderId = textIn(body, 'orderId');
  const comment = textIn(body, 'comment');
  const words = comment === '' ? {} : { comment };
  if (body.name === 'changeOrderInfo') {
    const status = childOf(body, 'statusCode');
    const own = status === undefined ? '' : textIn(status, 'orgCode');
    const code = own !== '' || status === undefined ? own : textIn(status, 'techCode');
    return {
      ...{ kind: 'change', orderId, code, ...words },
      ...(own === '' ? {} : { isOwnCode: true }),
      ...flagOf(textIn(body, 'cancelAllowed'), 'cancelAllowed'),
      ...flagOf(textIn(body, 'sendMessageAllowed'), 'sendMessageAllowed'),
    };
  }
  const result = cancelResults.find((one) => one === textIn(body, 'result'));
  if (body.name === 'cancelResponse' && result !== undefined) return { kind: 'cancel', orderId, result, ...words };
  const text = textIn(body, 'text');
  if (body.name === 'textResponse') return { kind: 'text', orderId, ...(text === '' ? {} : { text }) };
  return undefined;
}

function flagOf(text: string, name: 'cancelAllowed' | 'sendMessageAllowed'): Partial<OrderChange> {
  return text === '' ? {} : { [name]: text === 'true' || text === '1' };
}

function bodyOf(xml: string | Uint8Array, rootName: string) {
  try {
    const root = readPlainXml(xml);
    return root.name === rootName ? root.children[0] : undefined;
  } catch (error) {
    if (error instanceof XmlProblem) return undefined;
    throw error;
  }
}
