import type { Json, JsonObject } from '@reglament/sdk';
import {
  type PlainElement,
  readPlainXml,
  type WrittenElement,
  writePlainXml,
  written,
  XmlProblem,
} from '@reglament/xml';
import { judge } from '@reglament/xml/information-type';
import { readApplicant, writeApplicant } from './applicant.ts';
import { type Field, fieldsOfForm } from './field.ts';
import { readFields, writeFields } from './field-xml.ts';
import {
  type OrderApplication,
  type OrderDocument,
  type OrderMessage,
  type OrderService,
  type OrderSource,
  orderNamespace,
  orderRoot,
} from './order.ts';
import { orderSchema } from './order-schema.ts';

/** What the portal sends, as XML of the service's own type. */
export function writeOrder(service: OrderService, message: OrderMessage): string {
  return writePlainXml(orderNamespace(service.code), written(orderRoot, bodyOf(fieldsOfForm(service.form), message)));
}

function bodyOf(fields: readonly Field[], message: OrderMessage): WrittenElement {
  const orderId = written('orderId', message.orderId);
  switch (message.kind) {
    case 'application':
      return applicationOf(fields, message, orderId);
    case 'correction': {
      const cleared = Object.entries(message.answers).filter(([, answer]) => answer === null);
      return written(
        'correction',
        orderId,
        written('form', ...writeFields(fields, message.answers)),
        ...cleared.map(([code]) => written('cleared', code)),
        documentsOf(message.documents),
      );
    }
    case 'cancel':
      return written('cancelRequest', orderId, message.reason === '' ? undefined : written('reason', message.reason));
    case 'text':
      return written('textRequest', orderId, written('text', message.text));
  }
}

function applicationOf(fields: readonly Field[], message: OrderApplication, orderId: WrittenElement): WrittenElement {
  const { source, submittedAt, department, service, applicant, representative, answers, documents } = message;
  return written(
    'application',
    orderId,
    written('source', source),
    written('submittedAt', submittedAt.toISOString()),
    written('department', department),
    written('service', service),
    writeApplicant('applicant', applicant),
    representative && writeApplicant('representative', representative),
    written('form', ...writeFields(fields, answers)),
    documentsOf(documents),
  );
}

function documentsOf(documents: readonly OrderDocument[]): WrittenElement | undefined {
  if (documents.length === 0) return undefined;
  const one = ({ code, fileName, mimeType, sha256 }: OrderDocument) =>
    written(
      'document',
      written('code', code),
      written('fileName', fileName),
      written('mimeType', mimeType),
      sha256 === undefined ? undefined : written('sha256', sha256),
    );
  return written('documents', ...documents.map(one));
}

export interface ReadOrder {
  /** Absent: the bytes say not even what they are. */
  readonly message?: OrderMessage;
  /** Where they do not fit the schema of the service, in Russian. */
  readonly problems: readonly string[];
}

/** What came, as far as it can be read; what does not fit is said and does not hide the rest. */
export function readOrder(service: OrderService, xml: string | Uint8Array): ReadOrder {
  try {
    const problems = judge(schemasOf(service), xml);
    const message = messageOf(service, readPlainXml(xml));
    return { problems, ...(message === undefined ? {} : { message }) };
  } catch (error) {
    if (!(error instanceof XmlProblem)) throw error;
    return { problems: [error.message] };
  }
}

const schemas = new WeakMap<OrderService, Readonly<Record<string, string>>>();

/** Made once for a service that is held: the compiled schema is found again by it. */
function schemasOf(service: OrderService): Readonly<Record<string, string>> {
  const known = schemas.get(service) ?? { 'order.xsd': orderSchema(service) };
  schemas.set(service, known);
  return known;
}

function messageOf(service: OrderService, root: PlainElement): OrderMessage | undefined {
  const [body] = root.children;
  if (root.name !== orderRoot || root.namespace !== orderNamespace(service.code) || body === undefined)
    return undefined;
  const orderId = textIn(body, 'orderId');
  const fields = fieldsOfForm(service.form);
  if (body.name === 'application') return applicationIn(fields, body);
  if (body.name === 'correction')
    return { kind: 'correction', orderId, answers: correctedIn(fields, body), documents: documentsIn(body) };
  if (body.name === 'cancelRequest') return { kind: 'cancel', orderId, reason: textIn(body, 'reason') };
  if (body.name === 'textRequest') return { kind: 'text', orderId, text: textIn(body, 'text') };
  return undefined;
}

function applicationIn(fields: readonly Field[], body: PlainElement): OrderApplication {
  const representative = childOf(body, 'representative');
  return {
    kind: 'application',
    orderId: textIn(body, 'orderId'),
    source: sourceOf(textIn(body, 'source')),
    submittedAt: new Date(textIn(body, 'submittedAt')),
    department: textIn(body, 'department'),
    service: textIn(body, 'service'),
    applicant: readApplicant(childOf(body, 'applicant')),
    ...(representative === undefined ? {} : { representative: readApplicant(representative) }),
    answers: formIn(fields, body),
    documents: documentsIn(body),
  };
}

export function sourceOf(text: string): OrderSource {
  return text === 'rpgu' || text === 'mfc' ? text : 'epgu';
}

function formIn(fields: readonly Field[], body: PlainElement): JsonObject {
  const form = childOf(body, 'form');
  return form === undefined ? {} : readFields(fields, form);
}

function correctedIn(fields: readonly Field[], body: PlainElement): JsonObject {
  const cleared = body.children.filter(({ name }) => name === 'cleared').map(({ text }) => text.trim());
  const gone = cleared.filter((code) => fields.some((field) => field.code === code));
  return { ...Object.fromEntries(gone.map((code): [string, Json] => [code, null])), ...formIn(fields, body) };
}

/** More than a message may name is not looked at. */
const MOST_DOCUMENTS = 100;

function documentsIn(body: PlainElement): OrderDocument[] {
  const listed = childOf(body, 'documents')?.children ?? [];
  return listed.slice(0, MOST_DOCUMENTS).map((document) => {
    const sha256 = textIn(document, 'sha256').toLowerCase();
    const facts = {
      code: textIn(document, 'code'),
      fileName: textIn(document, 'fileName'),
      mimeType: textIn(document, 'mimeType'),
    };
    return { ...facts, ...(sha256 === '' ? {} : { sha256 }) };
  });
}

export function childOf({ children }: PlainElement, name: string): PlainElement | undefined {
  return children.find((child) => child.name === name);
}

/** Trimmed, also of what stands around a value by indentation. */
export function textIn(element: PlainElement, name: string): string {
  return childOf(element, name)?.text.trim() ?? '';
}
