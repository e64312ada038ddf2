import type { XmlElement } from '@reglament/xml';
import { XMLDSIG } from './names.ts';
import { SignatureProblem } from './problem.ts';

/** Whose signature it is: of the body that sends, of СМЭВ itself, of an official; or of something inside the contents. */
export type SignaturePlace = 'sender' | 'smev' | 'personal' | 'other';

interface Rule {
  readonly place: SignaturePlace;
  /** Names from the method down to the one that holds the signature → what it is over: the only one of these beside it. */
  readonly signs: Readonly<Record<string, readonly string[]>>;
  /** It signs not the element itself but the only one inside. */
  readonly inside?: true;
}

const CONTENT = ['MessagePrimaryContent'];

/**
 * Where СМЭВ puts signatures and what each must be over («Методические рекомендации», the transport schemas). A signature
 * that holds over anything else says nothing of the message, whatever it is called.
 */
const RULES: Readonly<Record<string, Rule>> = {
  CallerInformationSystemSignature: {
    place: 'sender',
    signs: {
      '': [
        'SenderProvidedRequestData',
        'SenderProvidedResponseData',
        'MessageTypeSelector',
        'Timestamp',
        'AckTargetMessage',
      ],
    },
  },
  SenderInformationSystemSignature: {
    place: 'sender',
    signs: {
      '/RequestMessage/Request': ['SenderProvidedRequestData'],
      '/RequestMessage/Cancel': ['MessageReference'],
      '/ResponseMessage/Response': ['SenderProvidedResponseData'],
    },
  },
  SMEVSignature: {
    place: 'smev',
    signs: {
      '': ['MessageMetadata'],
      '/RequestMessage': ['Request', 'Cancel'],
      '/ResponseMessage': ['Response'],
      '/SmevAsyncProcessingMessage': ['AsyncProcessingStatusData'],
    },
  },
  PersonalSignature: {
    place: 'personal',
    signs: {
      '/SenderProvidedRequestData': CONTENT,
      '/SenderProvidedResponseData': CONTENT,
      '/RequestMessage/Request/SenderProvidedRequestData': CONTENT,
      '/ResponseMessage/Response/SenderProvidedResponseData': CONTENT,
    },
    inside: true,
  },
  RoutingSignature: { place: 'other', signs: { '/Routing': ['RoutingInformation'] } },
};

export interface Standing {
  readonly place: SignaturePlace;
  /** Undefined: a signature of the contents, which may sign whatever it wants in them. */
  readonly expected?: XmlElement;
}

/** Where a signature stands and what it has to be over. @throws SignatureProblem when it stands where none belongs */
export function standingOf(signature: XmlElement, method: XmlElement): Standing {
  const holder = signature.parent;
  const path = holder && pathWithin(holder, method);
  if (!holder || path === undefined) {
    throw new SignatureProblem('Подпись стоит вне сообщения: что она подписывает, для сообщения ничего не значит');
  }
  const rule = Object.hasOwn(RULES, holder.local) ? RULES[holder.local] : undefined;
  const isContent = path.some(({ local }) => local === 'MessagePrimaryContent') || !isTransport(holder);
  if (!rule || isContent) return { place: 'other' };
  const signs = rule.signs[path.map(({ local }) => `/${local}`).join('')];
  if (!signs || !path.every((element) => isTransport(element) && isOnly(element))) {
    throw new SignatureProblem(`${holder.local} стоит не на своём месте`);
  }
  if (holder.children.length !== 1 || !isOnly(holder)) throw new SignatureProblem(`${holder.local}: подпись не одна`);
  return { place: rule.place, expected: expectedBeside(holder, signs, rule.inside) };
}

/** The element of the method: the only one in `soap:Body`; a document without an envelope is its own. @throws SignatureProblem */
export function methodOf(root: XmlElement): XmlElement {
  if (root.local !== 'Envelope') return root;
  const bodies = root.children.filter(({ local }) => local === 'Body');
  const [body] = bodies;
  const [method] = body?.children ?? [];
  if (!method || bodies.length !== 1 || body?.uri !== root.uri || body.children.length !== 1) {
    throw new SignatureProblem('В конверте должен быть один Body с одним элементом');
  }
  return method;
}

/** The parents of `holder` below the method, from the top; undefined when it is not in the method. */
function pathWithin(holder: XmlElement, method: XmlElement): XmlElement[] | undefined {
  const path: XmlElement[] = [];
  for (let above = holder.parent; above; above = above.parent) {
    if (above === method) return path.reverse();
    path.push(above);
  }
  return undefined;
}

function expectedBeside(holder: XmlElement, signs: readonly string[], inside?: true): XmlElement {
  const beside = holder.parent?.children.filter(({ local }) => signs.includes(local)) ?? [];
  const [signed] = beside;
  const [content] = signed?.children ?? [];
  if (!signed || beside.length !== 1)
    throw new SignatureProblem(`${holder.local}: рядом нет того одного, что подписывают`);
  if (!inside) return signed;
  if (!content || signed.children.length !== 1)
    throw new SignatureProblem(`В ${signed.local} должен быть один элемент`);
  return content;
}

/** By the local name: a reader may look for no more. */
const isOnly = ({ parent, local }: XmlElement) =>
  parent?.children.filter((child) => child.local === local).length === 1;

const isTransport = ({ uri }: XmlElement) =>
  uri.startsWith('urn://x-artefacts-smev-gov-ru/services/message-exchange/types/');

/** The signature that a message must have, by its method; undefined: none, or it is there. */
export function missingSignature(method: XmlElement): { place: SignaturePlace; element: string } | undefined {
  if (isFault(method)) return undefined;
  if (!isTransport(method)) return { place: 'other', element: method.local };
  const has = (element: XmlElement, name: string) => element.children.some(({ local }) => local === name);
  const isSigned = (element: XmlElement, name: string) =>
    element.children.some(({ local, children }) => local === name && children.some(({ uri }) => uri === XMLDSIG));
  if (CALLS.has(method.local)) {
    return isSigned(method, 'CallerInformationSystemSignature')
      ? undefined
      : { place: 'sender', element: method.local };
  }
  for (const [path, names] of Object.entries(RULES.SMEVSignature?.signs ?? {})) {
    const holder = path === '' ? method : method.children.find(({ local }) => local === path.slice(1));
    if (holder && names.some((name) => has(holder, name)) && !isSigned(holder, 'SMEVSignature')) {
      return { place: 'smev', element: holder.local };
    }
  }
  return undefined;
}

/** The answer of SOAP itself; СМЭВ does not sign it. */
const isFault = ({ local, uri, parent }: XmlElement) =>
  local === 'Fault' && uri === parent?.uri && parent.local === 'Body';

const CALLS: ReadonlySet<string> = new Set([
  'SendRequestRequest',
  'SendResponseRequest',
  'GetRequestRequest',
  'GetResponseRequest',
  'GetStatusRequest',
  'AckRequest',
  'GetIncomingQueueStatisticsRequest',
]);
