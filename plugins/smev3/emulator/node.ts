import type { OtherSide } from '@reglament/sdk/emulator';
import type { Attachment } from './attachment.ts';
import type { Bodies, Body } from './bodies.ts';
import { SmevFault } from './fault.ts';
import type { FileStorage } from './file-storage.ts';
import type { InformationType } from './information-type.ts';
import type { Mailbox, TypeName } from './mailbox.ts';
import type { Party } from './metadata.ts';
import type { SignOptions, Spoilt } from './sign.ts';
import { signElement } from './sign.ts';
import type { TestKey } from './test-key.ts';
import { declarations, type Version } from './version.ts';

/** A request that the node has taken. */
export interface SentRequest {
  readonly messageId: string;
  readonly version: Version;
  readonly sender: Party;
  /** Absent: a party that the node plays itself, such as a portal. */
  readonly body?: Body | undefined;
  readonly sentAt: Date;
  readonly type: TypeName;
  /** `SenderProvidedRequestData` and the `ds:Signature` over it, each a document of its own. */
  readonly data: string;
  readonly signature: string;
  /** The element under `MessagePrimaryContent`, a document of its own. */
  readonly content: string;
  readonly referenceId?: string | undefined;
  readonly transactionCode?: string | undefined;
  readonly nodeId?: string | undefined;
  readonly attachments: readonly Attachment[];
  /** A file that the message names does not lie in the storage as it should. */
  readonly fileProblem?: string | undefined;
  /** What is wrong with the official's own signature over the content. */
  readonly personalTrouble?: SmevFault | undefined;
  /** Who is to answer it. */
  readonly provider: Party;
  /** Key of the body that it went to; absent: the node has answered. */
  readonly recipient?: string | undefined;
  /** Why there is nobody to go to. */
  readonly routeTrouble?: SmevFault | undefined;
}

/** What the node holds. */
export interface Node {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly side: OtherSide;
  readonly bodies: Bodies;
  readonly mailbox: Mailbox;
  readonly storage: FileStorage;
  readonly types: readonly InformationType[];
  /** One that the installation has as data, by its root. */
  readonly described: (name: TypeName) => InformationType | undefined;
  /** One that participants answer, by its root. */
  readonly exchanged: (name: TypeName) => InformationType | undefined;
  /** Those that a body is to answer, by message id. */
  readonly requests: Map<string, SentRequest>;
  /** Everything that was ever taken: a message id is used once. */
  readonly taken: Set<string>;
  /** What the transport schema has against the element of a method. */
  readonly checkTransport: (xml: string, version: Version) => readonly string[];
  readonly keys: { readonly smev: TestKey; readonly provider: TestKey };
  /** Which body answers a type, by its namespace; the others are answered by the emulator. */
  readonly routes: Map<string, string>;
  /** Key of the body that a request was handed out to, by message id: only it may answer. */
  readonly recipients: Map<string, string>;
  /** What `GetStatus` has to say, by the key of the body. */
  readonly statuses: Map<string, ProcessingStatus[]>;
}

/** How far the node has come with a message. */
export interface ProcessingStatus {
  readonly messageId: string;
  readonly category: 'requestIsAcceptedBySmev' | 'requestIsRejectedBySmev' | 'responseIsAcceptedBySmev';
  readonly details: string;
  readonly fault?: SmevFault;
}

const MOST_STATUSES = 1_000;

export function tellStatus(node: Node, body: Body | undefined, status: ProcessingStatus): void {
  if (!body) return;
  const told = node.statuses.get(body.key) ?? [];
  told.push(status);
  // Who never asks is not told everything: a node that runs for long must not grow by it.
  if (told.length > MOST_STATUSES) told.shift();
  node.statuses.set(body.key, told);
}

/** The type with this root, as request or as answer. */
export function findType(node: Node, name: TypeName): InformationType | undefined {
  const isSame = ({ namespace, root }: TypeName) => namespace === name.namespace && root === name.root;
  const shipped = node.types.find(({ request, response }) => isSame(request) || isSame(response));
  return shipped ?? node.exchanged(name) ?? node.described(name);
}

/** What the schema of the type has against this content. */
export function checkContent(type: InformationType, xml: string, messageId: string): SmevFault | undefined {
  const problems = type.check(xml);
  if (problems.length === 0) return undefined;
  const text = `Бизнес-данные сообщения не соответствуют схеме, зарегистрированной в СМЭВ. MessageId = ${messageId}`;
  const errors = problems.map((problem) => ({
    name: 'ValidationError',
    value: problem.text,
    attributes: ` errorPosition="${problem.line}"`,
  }));
  return new SmevFault('InvalidContent', text, errors);
}

/** No type with this root is registered here. */
export function unsupportedType({ namespace, root }: TypeName): SmevFault {
  return new SmevFault('BusinessDataTypeIsNotSupported', `Вид сведений не зарегистрирован: {${namespace}}${root}`, [
    { name: 'RootElementLocalName', value: root },
    { name: 'RootElementNamespaceURI', value: namespace },
  ]);
}

/** An opaque address for answers, as the real node makes it. */
export function replyAddress({ messageId, sender, type }: SentRequest): string {
  const address = { sid: 1, mid: messageId, eol: 0, slc: `${type.namespace}_${type.root}`, mnm: sender.mnemonic };
  return Buffer.from(JSON.stringify(address)).toString('base64');
}

/** The message id inside such an address. */
export function readReplyAddress(address: string): string | undefined {
  try {
    const { mid } = JSON.parse(Buffer.from(address, 'base64').toString('utf8')) as { mid?: unknown };
    return typeof mid === 'string' ? mid : undefined;
  } catch {
    return undefined;
  }
}

/** Signs the element of a fragment that uses the prefixes of `declarations`; gives the element that holds the signature. */
export function signedBy(key: TestKey, fragment: string, { version, name, id, spoilt }: SignedHow): string {
  const options: SignOptions = { id, key, spoilt };
  const signature = signElement(`<scope ${declarations(version)}>${fragment}</scope>`, options);
  return `<ns2:${name}>${signature}</ns2:${name}>`;
}

export interface SignedHow {
  readonly version: Version;
  readonly name: 'SMEVSignature' | 'SenderInformationSystemSignature';
  readonly id: string;
  readonly spoilt?: Spoilt | undefined;
}
