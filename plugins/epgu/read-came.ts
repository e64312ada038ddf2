import type { Host, JsonObject, ProvidedService } from '@reglament/sdk';
import type { EpguConfig } from './config.ts';
import { readForeign } from './foreign.ts';
import { type OrderApplication, type OrderMessage, type OrderService, orderType } from './wire/order.ts';
import { readOrder } from './wire/order-xml.ts';

/** Of our own type, with its list of documents; or of another's, whose files say nothing of what they are. */
export type CameOrder =
  | OrderMessage
  | (Omit<OrderApplication, 'documents'> & { readonly documents?: undefined; readonly foreign: JsonObject });

export interface ReadCame {
  readonly order?: CameOrder;
  readonly problems: readonly string[];
}

interface Came {
  readonly service: ProvidedService;
  readonly type: string;
  readonly xml: string;
}

/** What a message says, by the type that it came as. */
export function readCame({ config, now }: Host<EpguConfig>, { service, type, xml }: Came): ReadCame {
  const { intake, code } = service;
  if (type === orderType(code) || intake === undefined) {
    const { message, problems } = readOrder(orderServiceOf(service), xml);
    return { problems, ...(message === undefined ? {} : { order: message }) };
  }
  const { order, problems } = readForeign(intake, xml);
  if (order === undefined) return { problems };
  if (order.kind !== 'application') return { order, problems };
  const { orderId, foreign } = order;
  const said = { orderId, foreign, source: config.source ?? 'epgu', submittedAt: now() };
  const empty = { department: '', service: code, applicant: {}, answers: {} };
  return { order: { kind: 'application', ...empty, ...said }, problems };
}

const known = new WeakMap<ProvidedService, OrderService>();

/** The same object for the same version: the schema of it is found again. */
function orderServiceOf(provided: ProvidedService): OrderService {
  const found = known.get(provided) ?? { code: provided.code, title: provided.title, form: provided.form };
  known.set(provided, found);
  return found;
}
