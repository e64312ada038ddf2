import type { JsonObject, Scenario } from '@reglament/sdk';
import { headersXml } from './attachment.ts';
import { checkJson } from './check-json.ts';
import { escapeText, parseDocument, rootOf } from './document.ts';
import type { Letter } from './mailbox.ts';
import type { Party } from './metadata.ts';
import { checkContent, findType, type Node, type SentRequest } from './node.ts';
import { type PlayedFile, playFiles } from './played-file.ts';
import { unreadable } from './provider.ts';
import { type RequestLetterOptions, requestLetter } from './request-letter.ts';
import { typeNameOf } from './send.ts';
import { type Spoilt, signElement } from './sign.ts';
import { specialResponse } from './special.ts';
import { declarations, type Version } from './version.ts';

/** What `file` takes: a request that somebody else sends to a body here. */
export interface FiledMessage {
  /** The element under `MessagePrimaryContent`. */
  readonly xml: string;
  /** ОГРН of the body; absent: the first one that asks. */
  readonly to?: string;
  readonly sender?: Party;
  readonly transactionCode?: string;
  readonly test?: boolean;
  readonly files?: readonly PlayedFile[];
  /** The content may break the schema of its type. */
  readonly unchecked?: boolean;
}

const portal: Party = { mnemonic: 'PGU01', title: 'Портал услуг (эмулятор)' };
const ID = 'SIGNED_BY_SENDER';

/** Lays a request down, as the scenario says. @throws Error a message that is not of its type */
export function fileRequest(node: Node, message: FiledMessage, scenario: Scenario): void {
  if (scenario.kind === 'silence') return;
  const special = scenario.kind === 'special' ? specialResponse(scenario, '')?.options : undefined;
  const said = scenario.kind === 'broken' ? { ...message, xml: unreadable } : message;
  const write = requestWriter(node, said, special?.spoilt?.sender);
  const request = write('1.2');
  node.requests.set(request.messageId, request);
  const seconds = (scenario.kind === 'answer' ? scenario.afterSeconds : undefined) ?? 0;
  const options: RequestLetterOptions = {
    at: new Date(node.now().getTime() + seconds * 1000),
    mishap: special?.mishap,
    spoilt: special?.spoilt,
    ...(message.to === undefined ? {} : { to: message.to }),
    ...(scenario.kind === 'repeat' ? { acks: scenario.times } : {}),
  };
  const letter: Letter = requestLetter(node, request, options);
  node.mailbox.put({
    ...letter,
    // Written in the version that the receiver speaks, so that the sender's signature holds.
    render: (delivery) => requestLetter(node, write(delivery.version), options).render(delivery),
  });
}

/** The same request in each version. */
function requestWriter(node: Node, message: FiledMessage, spoilt?: Spoilt): (version: Version) => SentRequest {
  const { xml, sender = portal, transactionCode, test = false, files = [], unchecked = false } = message;
  const type = typeNameOf(rootOf(parseDocument(xml)));
  const known = findType(node, type);
  const fault = known && !unchecked ? checkContent(known, xml, 'file') : undefined;
  if (fault) throw new Error(`${fault.message}: ${fault.details.map(({ value }) => value).join('; ')}`);
  const [messageId, sentAt] = [node.newId(), node.now()];
  const attachments = playFiles(node.storage, files);
  const written = {
    messageId,
    sender,
    sentAt,
    type,
    content: xml,
    referenceId: messageId,
    transactionCode,
    attachments,
  };
  const data = [
    `<MessagePrimaryContent>${xml}</MessagePrimaryContent>${headersXml(attachments)}`,
    test ? '<ns2:TestMessage/>' : '',
  ].join('');
  return (version) => {
    const head = `<ns2:SenderProvidedRequestData ${declarations(version)} Id="${ID}"><ns2:MessageID>${messageId}</ns2:MessageID>`;
    const code = escapeText(transactionCode ?? messageId);
    const reference = `<ns2:ReferenceMessageID>${messageId}</ns2:ReferenceMessageID><ns2:TransactionCode>${code}</ns2:TransactionCode>`;
    const whole = `${head}${reference}${data}</ns2:SenderProvidedRequestData>`;
    const signature = signElement(whole, { id: ID, key: node.keys.provider, spoilt });
    return { ...written, version, data: whole, signature, provider: { mnemonic: 'unknown', title: 'Получатель' } };
  };
}

/** @throws Error in words */
export function readFiledMessage(message: JsonObject): FiledMessage {
  if (typeof message.xml !== 'string' || message.xml === '')
    throw new Error('В сообщении нет xml – содержания запроса');
  const files = Array.isArray(message.files) ? message.files : [];
  for (const file of files) checkJson(file, { title: 'Файл сообщения', definition: 'file' });
  return message as unknown as FiledMessage;
}
