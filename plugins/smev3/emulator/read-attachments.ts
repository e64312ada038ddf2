import type { Element } from '@xmldom/xmldom';
import { type Attachment, fileHash } from './attachment.ts';
import { childElements, findChild, textOf } from './document.ts';
import { SmevFault } from './fault.ts';
import type { FileStorage } from './file-storage.ts';
import type { Arriving } from './send.ts';

export interface ReadAttachments {
  readonly attachments: readonly Attachment[];
  /** A file that should lie in the storage does not, or is another one. */
  readonly problem?: string | undefined;
}

/** Bytes that may come beside the envelope, as the method says; the rest goes through the storage. */
const permittedSize = 5 * 1024 * 1024;

/** Headers in the signed part, contents beside it and in the storage. @throws SmevFault when they do not fit each other */
export function readAttachments({ node, call }: Arriving, data: Element): ReadAttachments {
  const inside = readInside(call.element, data);
  const stored = childrenOf(findChild(data, 'RefAttachmentHeaderList')).map((header) =>
    readStored(node.storage, header),
  );
  return {
    attachments: [...inside, ...stored.map(({ attachment }) => attachment)],
    problem: stored.find(({ problem }) => problem !== undefined)?.problem,
  };
}

function readInside(method: Element, data: Element): Attachment[] {
  const headers = childrenOf(findChild(data, 'AttachmentHeaderList'));
  const list = childrenOf(findChild(method, 'AttachmentContentList'));
  const contents = new Map(list.map((content) => [textOf(content, 'Id'), content]));
  if (headers.length !== list.length) throw miscoordination('заголовков и вложений не поровну');
  const attachments = headers.map((header) => {
    const id = textOf(header, 'contentId') ?? '';
    const content = contents.get(id);
    if (!content) throw miscoordination(`нет вложения «${id}»`);
    return { ...commonOf(header), id, content: Buffer.from(textOf(content, 'Content') ?? '', 'base64') };
  });
  const size = attachments.reduce((sum, { content }) => sum + content.byteLength, 0);
  if (size > permittedSize) {
    throw new SmevFault('AttachmentSizeLimitExceeded', 'Суммарный размер вложений больше разрешённого', [
      { name: 'PermittedTotalAttachmentSize', value: permittedSize },
      { name: 'RealTotalAttachmentSize', value: size },
    ]);
  }
  return attachments;
}

function readStored(storage: FileStorage, header: Element): { attachment: Attachment; problem?: string } {
  const id = textOf(header, 'uuid') ?? '';
  const file = storage.find(id);
  const content = file?.content ?? new Uint8Array();
  const attachment = { ...commonOf(header), id, content, storedAs: file?.name ?? id };
  if (!file) return { attachment, problem: `Файла ${id} нет в файловом хранилище` };
  if (textOf(header, 'Hash') === fileHash(content)) return { attachment };
  return { attachment, problem: `Хэш файла ${id} в файловом хранилище другой, чем в сообщении` };
}

function commonOf(header: Element): Pick<Attachment, 'mediaType' | 'signature'> {
  return {
    mediaType: textOf(header, 'MimeType') ?? '',
    signature: textOf(header, 'SignaturePKCS7')?.replace(/\s/g, ''),
  };
}

function childrenOf(parent: Element | undefined): Element[] {
  return parent ? childElements(parent) : [];
}

function miscoordination(what: string): SmevFault {
  return new SmevFault('AttachmentContentMiscoordination', `Заголовки вложений не соответствуют содержимому: ${what}`);
}
