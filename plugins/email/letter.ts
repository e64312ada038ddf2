import type { NotifierMessage } from '@reglament/sdk';
import MailComposer from 'nodemailer/lib/mail-composer';

/** The limit of an address on the wire (RFC 5321, 4.5.3.1.3). */
const LONGEST = 254;

/**
 * One address of one mailbox; undefined: it is none. A list, a name in brackets or a line break would make a letter go
 * where nobody meant it to.
 */
export function mailAddress(text: string): string | undefined {
  const address = text.trim();
  if (address.length > LONGEST) return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass
  return /^[^\s<>(),;:"\\[\]@\u0000-\u001f\u007f]+@[^\s<>(),;:"\\[\]@\u0000-\u001f\u007f]+$/.test(address)
    ? address
    : undefined;
}

/** A header is one line. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: line breaks and the like begin another header
  return text.replaceAll(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The text as it is, in paragraphs; nothing in it is taken for markup. */
export function htmlOf(text: string): string {
  const escaped = text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
  const paragraphs = escaped
    .split(/(?:\r?\n){2,}/)
    .map((paragraph) => `<p style="margin:0 0 1em">${paragraph.replaceAll(/\r?\n/g, '<br>')}</p>`);
  return [
    '<!doctype html><html lang="ru"><head><meta charset="utf-8"></head>',
    '<body style="font:16px/1.5 sans-serif;color:#1f1f1f;background:#ffffff">',
    ...paragraphs,
    '</body></html>',
  ].join('\n');
}

export interface Letter {
  readonly message: Pick<NotifierMessage, 'id' | 'to' | 'subject' | 'text'>;
  readonly from: { readonly address: string; readonly name: string };
  /** Of the first try: every later one carries the same. */
  readonly date: Date;
}

/** The bytes of a letter (RFC 5322): plain text, and the same as simple HTML. */
export function composeLetter({ message, from, date }: Letter): Promise<Uint8Array> {
  const { id, to, subject, text } = message;
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const composer = new MailComposer({
    messageId: `<${id}@${domain}>`,
    date,
    from: { name: oneLine(from.name), address: from.address },
    to: { name: '', address: to },
    subject: oneLine(subject),
    text,
    html: htmlOf(text),
    // RFC 3834: nobody's answering machine answers.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
