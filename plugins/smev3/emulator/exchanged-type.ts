import type { Exchange, ExchangedType } from '@reglament/sdk';
import { judge } from '@reglament/xml/information-type';
import { everyElement, parseDocument, rootOf } from './document.ts';
import { SmevFault } from './fault.ts';
import type { InformationType } from './information-type.ts';
import type { TypeName } from './mailbox.ts';
import type { Node, SentRequest } from './node.ts';

/** Types that participants answer themselves, as the installation has registered them. */
export function exchangedTypes(
  exchange: (() => Exchange) | undefined,
): (name: TypeName) => InformationType | undefined {
  const known = new WeakMap<ExchangedType, InformationType>();
  return ({ namespace, root }) => {
    const name = `{${namespace}}${root}`;
    const type = exchange?.().types.find(({ request, response }) => request === name || response === name);
    if (type === undefined) return undefined;
    const found = known.get(type) ?? exchangedType(type);
    known.set(type, found);
    return found;
  };
}

function exchangedType(type: ExchangedType): InformationType {
  return {
    title: type.title,
    request: nameIn(type.request),
    response: nameIn(type.response),
    provider: { mnemonic: type.recipients.join(), title: type.title },
    check: (xml) => judge(type.schemas, xml).map((text) => ({ text, line: 0 })),
    answers: [],
    exchanged: type,
  };
}

function nameIn(text: string): TypeName {
  const [, namespace = '', root = ''] = /^\{(.*)\}(.+)$/.exec(text) ?? [];
  return { namespace, root };
}

/** Key of the body that is to answer; undefined: the node plays the answer. */
export function recipientOf(
  node: Node,
  { request: { namespace }, exchanged }: InformationType,
  request: Pick<SentRequest, 'content' | 'transactionCode'>,
): string | SmevFault | undefined {
  if (exchanged === undefined) return node.routes.get(namespace);
  const code = recipientCode(exchanged, request.content);
  const key = code === undefined ? formerRecipient(node, namespace, request) : node.bodies.byCode(code)?.key;
  if (key !== undefined) return key;
  const named = code === undefined ? '' : ` «${code}»`;
  return new SmevFault('RecipientIsNotFound', `Получатель${named} вида сведений «${exchanged.title}» не найден`);
}

/** The one that the request names, or the only one there is. */
function recipientCode({ recipients, recipientElement }: ExchangedType, content: string): string | undefined {
  if (recipientElement === undefined) return recipients[0];
  for (const element of everyElement(rootOf(parseDocument(content)))) {
    if (element.localName !== recipientElement) continue;
    const code = element.textContent?.trim() ?? '';
    return recipients.includes(code) ? code : undefined;
  }
  return recipients.length === 1 ? recipients[0] : undefined;
}

function formerRecipient(
  { requests }: Node,
  namespace: string,
  { transactionCode }: Pick<SentRequest, 'transactionCode'>,
): string | undefined {
  if (transactionCode === undefined) return undefined;
  return [...requests.values()].find(
    (one) => one.transactionCode === transactionCode && one.type.namespace === namespace,
  )?.recipient;
}
