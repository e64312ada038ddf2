import { gostBackend } from '@reglament/gost';
import { escapeText } from './document.ts';
import type { FileStorage } from './file-storage.ts';

/** A file of a message. */
export interface Attachment {
  /** Name inside the message; in the storage a UUID. */
  readonly id: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** Detached CMS, base64. */
  readonly signature?: string | undefined;
  /** Lies in the file storage under this name, the message carries its digest only. */
  readonly storedAs?: string | undefined;
}

/** What the sender signs of its files: all but the contents. */
export function headersXml(attachments: readonly Attachment[]): string {
  const inside = attachments.filter(({ storedAs }) => storedAs === undefined);
  const stored = attachments.filter(({ storedAs }) => storedAs !== undefined);
  return [
    listXml('AttachmentHeaderList', inside, ({ id, ...file }) => {
      return `<AttachmentHeader><contentId>${escapeText(id)}</contentId>${commonXml(file)}</AttachmentHeader>`;
    }),
    listXml('RefAttachmentHeaderList', stored, ({ id, content, ...file }) => {
      const hash = `<uuid>${id}</uuid><Hash>${fileHash(content)}</Hash>`;
      return `<RefAttachmentHeader>${hash}${commonXml(file)}</RefAttachmentHeader>`;
    }),
  ].join('');
}

/** Base64 of the digest that headers carry. */
export function fileHash(content: Uint8Array): string {
  return Buffer.from(gostBackend().digest(256, content)).toString('base64');
}

/** Contents that go as parts beside the envelope. */
export function contentListXml(attachments: readonly Attachment[]): string {
  const inside = attachments.filter(({ storedAs }) => storedAs === undefined);
  return listXml('AttachmentContentList', inside, ({ id }) => {
    return `<AttachmentContent><Id>${escapeText(id)}</Id><Content>${includeXml(id)}</Content></AttachmentContent>`;
  });
}

/** Whereby the receiver fetches files from the storage: made for this delivery. */
export function storageListXml(attachments: readonly Attachment[], storage: FileStorage): string {
  const stored = attachments.filter(({ storedAs }) => storedAs !== undefined);
  return listXml('FSAttachmentsList', stored, ({ id }) => {
    const { user, password, fileName } = storage.lend(id);
    const account = `<UserName>${user}</UserName><Password>${password}</Password>`;
    return `<FSAttachment><uuid>${id}</uuid>${account}<FileName>${escapeText(fileName)}</FileName></FSAttachment>`;
  });
}

/** Signatures of files go as parts too, after all is signed: who checks a digest has to put them back. */
export function takeSignaturesOut(xml: string): { readonly xml: string; readonly parts: readonly Attachment[] } {
  const parts: Attachment[] = [];
  const rest = xml.replace(
    /(<SignaturePKCS7>)([A-Za-z0-9+/=]+)(?=<\/SignaturePKCS7>)/g,
    (_, tag: string, base64: string) => {
      const id = `signature-${parts.length + 1}@emulator`;
      parts.push({ id, mediaType: 'application/octet-stream', content: Buffer.from(base64, 'base64') });
      return tag + includeXml(id);
    },
  );
  return { xml: rest, parts };
}

function includeXml(id: string): string {
  return `<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:${encodeURIComponent(id)}"/>`;
}

function commonXml({ mediaType, signature }: Pick<Attachment, 'mediaType' | 'signature'>): string {
  return `<MimeType>${mediaType}</MimeType>${signature ? `<SignaturePKCS7>${signature}</SignaturePKCS7>` : ''}`;
}

function listXml(name: string, attachments: readonly Attachment[], write: (attachment: Attachment) => string): string {
  return attachments.length === 0 ? '' : `<${name}>${attachments.map(write).join('')}</${name}>`;
}
