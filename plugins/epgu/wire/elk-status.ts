import { readFileSync } from 'node:fs';
import {
  type PlainElement,
  readPlainXml,
  type WrittenElement,
  writePlainXml,
  written,
  XmlProblem,
} from '@reglament/xml';
import { judge, type SchemaTexts } from '@reglament/xml/information-type';
import { childOf, textIn } from './order-xml.ts';

/** A file of a status, in the file storage of СМЭВ. */
export interface ElkAttachment {
  readonly uuid: string;
  readonly docTypeId?: string;
  readonly fileName: string;
  readonly mimeType: string;
  /** Detached CMS. */
  readonly signature?: Uint8Array;
}

export interface ElkStatus {
  /** Code of the portal. */
  readonly status: string;
  readonly at: Date;
  readonly comment?: string;
  readonly attachments: readonly ElkAttachment[];
}

/** What a body tells an applicant's account after its one final answer: a request of its own. */
export interface ElkOrder {
  readonly operation: 'Create' | 'Update';
  readonly orderId: string;
  /** The contour, where the portal wants it. */
  readonly env?: string;
  readonly history: readonly ElkStatus[];
}

export interface ElkAnswer {
  readonly orderId?: string;
  readonly status: 'ok' | 'error';
  readonly message?: string;
}

const elkNamespace = 'http://epgu.gosuslugi.ru/elk/status/1.0.2';
const elkRequestRoot = 'ElkOrderRequest';
const elkAnswerRoot = 'ElkOrderResponse';
/** Type of the message on a bus. */
export const elkType = `{${elkNamespace}}${elkRequestRoot}`;

const own: SchemaTexts = {
  'elk-status.xsd': readFileSync(new URL('./schemas/elk-status.xsd', import.meta.url), 'utf8'),
};

/** What the schema has against a message of either side; empty: nothing. `official`: files in place of ours. @throws XmlProblem */
export function elkProblems(xml: string, official: SchemaTexts = own): readonly string[] {
  return judge(official, xml);
}

/** `namespace`: another version of the type, by its official schema. */
export function writeElkOrder(order: ElkOrder, namespace = elkNamespace): string {
  const { env, operation, orderId, history } = order;
  return writePlainXml(
    namespace,
    written(
      elkRequestRoot,
      env === undefined ? undefined : written('env', env),
      written('operation', operation),
      written('orderId', orderId),
      ...history.map(statusOf),
    ),
  );
}

function statusOf({ status, at, comment = '', attachments }: ElkStatus): WrittenElement {
  return written(
    'statusHistory',
    written('status', status),
    written('statusDate', at.toISOString()),
    comment === '' ? undefined : written('statusComment', comment),
    attachments.length === 0 ? undefined : written('attachments', ...attachments.map(attachmentOf)),
  );
}

function attachmentOf({ uuid, docTypeId, fileName, mimeType, signature }: ElkAttachment): WrittenElement {
  return written(
    'attachment',
    written('FSuuid', uuid),
    docTypeId === undefined ? undefined : written('docTypeId', docTypeId),
    written('fileName', fileName),
    written('mimeType', mimeType),
    signature === undefined ? undefined : written('signature', Buffer.from(signature).toString('base64')),
  );
}

/** As the portal reads it; undefined: it is none. */
export function readElkOrder(xml: string | Uint8Array): ElkOrder | undefined {
  const root = rootOf(xml, elkRequestRoot);
  if (root === undefined) return undefined;
  const env = textIn(root, 'env');
  return {
    operation: textIn(root, 'operation') === 'Create' ? 'Create' : 'Update',
    orderId: textIn(root, 'orderId') || textIn(root, 'elkOrderNumber'),
    ...(env === '' ? {} : { env }),
    history: root.children.filter(({ name }) => name === 'statusHistory').map(statusIn),
  };
}

function statusIn(element: PlainElement): ElkStatus {
  const comment = textIn(element, 'statusComment');
  return {
    status: textIn(element, 'status'),
    at: new Date(textIn(element, 'statusDate')),
    ...(comment === '' ? {} : { comment }),
    attachments: (childOf(element, 'attachments')?.children ?? []).map(attachmentIn),
  };
}

function attachmentIn(element: PlainElement): ElkAttachment {
  const [docTypeId, signature] = [textIn(element, 'docTypeId'), textIn(element, 'signature')];
  return {
    uuid: textIn(element, 'FSuuid'),
    fileName: textIn(element, 'fileName'),
    mimeType: textIn(element, 'mimeType'),
    ...(docTypeId === '' ? {} : { docTypeId }),
    ...(signature === '' ? {} : { signature: new Uint8Array(Buffer.from(signature, 'base64')) }),
  };
}

/** As the portal answers. */
export function writeElkAnswer({ orderId, status, message = '' }: ElkAnswer): string {
  return writePlainXml(
    elkNamespace,
    written(
      elkAnswerRoot,
      orderId === undefined ? undefined : written('orderId', orderId),
      written('status', status),
      message === '' ? undefined : written('message', message),
    ),
  );
}

/** undefined: it is no such answer. */
export function readElkAnswer(xml: string | Uint8Array): ElkAnswer | undefined {
  const root = rootOf(xml, elkAnswerRoot);
  if (root === undefined) return undefined;
  const [orderId, message] = [textIn(root, 'orderId'), textIn(root, 'message')];
  return {
    status: textIn(root, 'status') === 'ok' ? 'ok' : 'error',
    ...(orderId === '' ? {} : { orderId }),
    ...(message === '' ? {} : { message }),
  };
}

function rootOf(xml: string | Uint8Array, name: string): PlainElement | undefined {
  try {
    const root = readPlainXml(xml);
    return root.name === name ? root : undefined;
  } catch (error) {
    if (error instanceof XmlProblem) return undefined;
    throw error;
  }
}
