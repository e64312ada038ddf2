import type { BusMessage, JsonObject, OutgoingRequest, Reply } from '@reglament/sdk';

/** Types of messages on the bus. */
export const asked = 'regional/request';
export const answered = 'regional/answer';

/** What one body tells another when it asks. */
export function questionContent(request: OutgoingRequest): JsonObject {
  const { number, question, author, signature } = request;
  const { position, name } = author;
  return {
    number,
    subject: question.subject,
    comment: question.comment,
    author: position === null ? name : `${name}, ${position}`,
    ...(signature === undefined
      ? {}
      : { signature: { content: base64(signature.content), value: base64(signature.signature) } }),
  };
}

/** What the clerk signs: everything that the other body is going to read, files by their sums. */
export function signedContent({ number, question, files, body }: OutgoingRequest): Uint8Array {
  const said = {
    number,
    from: { code: body.code, title: body.title },
    to: question.provider,
    subject: question.subject,
    comment: question.comment,
    files: files.map(({ name, sha256 }) => ({ name, sha256 })),
  };
  return new TextEncoder().encode(`${JSON.stringify(said, null, 2)}\n`);
}

export function answerContent({ status, answer, text, author }: Reply): JsonObject {
  return { status, text: text || textOf(answer.text), author: author.name };
}

/** The signature that came with a question; undefined when there is none that can be read. */
export function signatureOf({ content }: BusMessage): { content: Uint8Array; signature: Uint8Array } | undefined {
  const { signature } = content;
  if (!isObject(signature)) return undefined;
  const { content: signed, value } = signature;
  if (typeof signed !== 'string' || typeof value !== 'string') return undefined;
  return { content: bytes(signed), signature: bytes(value) };
}

/** As evidence: the message as it stands on the bus. */
export function originalOf({ id, type, from, content, replyTo }: BusMessage): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ id, type, from, content, replyTo: replyTo ?? null }));
}

/** What a message that is kept as evidence says; nothing when it is none of ours. */
export function contentOf(original: Uint8Array): JsonObject {
  try {
    const message: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(original));
    return isObject(message) && isObject(message.content) ? message.content : {};
  } catch {
    return {};
  }
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function base64(content: Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
