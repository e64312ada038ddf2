import { readFileSync } from 'node:fs';
import type { ExchangedType, OfferedService } from '@reglament/sdk';
import { elkType } from '../wire/elk-status.ts';
import { answerRoot, orderNamespace, orderType } from '../wire/order.ts';
import { orderSchema } from '../wire/order-schema.ts';

/** Code of the portal among the participants of the exchange. */
const portalCode = 'portal';

const statuses: ExchangedType = {
  title: 'Статусы заявлений в личном кабинете',
  request: elkType,
  response: elkType.replace('ElkOrderRequest', 'ElkOrderResponse'),
  schemas: { 'elk-status.xsd': readFileSync(new URL('../wire/schemas/elk-status.xsd', import.meta.url), 'utf8') },
  recipients: [portalCode],
};

/** Types of the services that are offered, each for all bodies that deliver it; made anew only when a service has changed. */
export function portalTypes(): (services: readonly OfferedService[]) => readonly ExchangedType[] {
  let former = new Map<string, { readonly key: string; readonly type: ExchangedType }>();
  return (services) => {
    const made = new Map<string, { key: string; type: ExchangedType }>();
    for (const { code, title, form } of services) {
      if (made.has(code)) continue;
      const recipients = services.filter((one) => one.code === code).map(({ body }) => body.code);
      const schema = orderSchema({ code, title, form: form.schema });
      const key = `${recipients.join()} ${schema}`;
      const known = former.get(code);
      made.set(code, known?.key === key ? known : { key, type: typeOf({ code, title, schema, recipients }) });
    }
    former = made;
    return [...[...made.values()].map(({ type }) => type), statuses];
  };
}

interface Described {
  readonly code: string;
  readonly title: string;
  readonly schema: string;
  readonly recipients: readonly string[];
}

function typeOf({ code, title, schema, recipients }: Described): ExchangedType {
  return {
    title,
    request: orderType(code),
    response: `{${orderNamespace(code)}}${answerRoot}`,
    schemas: { 'order.xsd': schema },
    recipients,
    recipientElement: 'department',
  };
}
