import { type JsonObject, ProviderError } from '@reglament/sdk';
import { type RejectionCode, type ResponseContent, rejectionCodes } from '../envelope/build.ts';
import type { RequestMessage, ResponseMessage } from '../envelope/message.ts';
import { bareContent } from './content.ts';
import { outcomeOf } from './outcome.ts';

/**
 * What a message over СМЭВ says to another plugin: `xml`, the element under MessagePrimaryContent; or, in answers,
 * `rejected` with code and words, or `status` with code and words (more may follow).
 */
export function requestContent({ content }: RequestMessage): JsonObject {
  return content === undefined ? {} : { xml: content.xml };
}

export function replyContent(message: ResponseMessage): JsonObject {
  const { content } = message;
  if (content !== undefined) return { xml: content.xml };
  const outcome = outcomeOf(message, () => ({ status: 'unreadable', reason: '' }));
  if (outcome.status === 'refused') return { rejected: { code: outcome.code, text: outcome.reason } };
  if (outcome.status === 'interim')
    return { status: { code: message.requestStatus?.code ?? null, text: outcome.text } };
  return {};
}

/** @throws ProviderError, XmlProblem */
export function responseOf(content: JsonObject): ResponseContent {
  const { xml } = content;
  if (typeof xml === 'string') return { kind: 'content', content: bareContent(xml) };
  const rejected = partOf(content.rejected);
  if (rejected !== undefined)
    return { kind: 'rejected', reasons: [{ code: codeOf(rejected.code), description: textOf(rejected.text) }] };
  const status = partOf(content.status);
  if (status !== undefined) return { kind: 'status', code: Number(status.code) || 0, description: textOf(status.text) };
  throw new ProviderError('badContent', 'Сообщение для СМЭВ без содержания: нужен xml, rejected или status.', {
    retry: 'never',
  });
}

function codeOf(code: unknown): RejectionCode {
  return rejectionCodes.find((known) => known === code) ?? 'NO_DATA';
}

function partOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
