import { createHash } from 'node:crypto';
import type { Json, Outcome, RequestTypeDefinition } from '@reglament/sdk';
import { answerFromWire, settingsOf, valueAt } from './message.ts';
import { isObject } from './openapi/document.ts';

/** What came over HTTP. */
export interface Laid {
  readonly status: number;
  readonly bytes: Uint8Array;
}

/** An answer that came at once. */
export function outcomeOf(type: RequestTypeDefinition, { status, bytes }: Laid): Outcome {
  if (status >= 400) return refusalOf({ status, bytes });
  const said = readJson(bytes);
  if (said === undefined) return { status: 'unreadable', reason: 'Ответ нельзя прочитать: это не JSON' };
  return { status: 'answered', answer: answerFromWire(type, said) };
}

/** What was fetched, or brought by the provider; undefined: there is no answer yet. */
export function laterOutcome(type: RequestTypeDefinition | undefined, laid: Laid): Outcome | undefined {
  if (type === undefined) return undefined;
  const { poll, callback } = settingsOf(type);
  const told = poll ?? callback;
  if (told === undefined) return undefined;
  if (laid.status === 202 || laid.status === 204 || laid.status === 404) return undefined;
  if (laid.status >= 400) return refusalOf(laid);
  const said = readJson(laid.bytes);
  if (said === undefined) return { status: 'unreadable', reason: 'Ответ нельзя прочитать: это не JSON' };
  if (told.state === undefined) return outcomeOf(type, laid);
  const state = String(valueAt(said, told.state) ?? '');
  const words = told.text === undefined ? undefined : valueAt(said, told.text);
  const text = typeof words === 'string' && words.trim() !== '' ? words : undefined;
  if ((told.ready ?? []).includes(state)) return { status: 'answered', answer: answerFromWire(type, said) };
  if ((told.refused ?? []).includes(state)) {
    return { status: 'refused', code: state, reason: text ?? 'Поставщик отказал без объяснений' };
  }
  return text === undefined ? undefined : { status: 'interim', text };
}

/** The words of a refusal, by RFC 9457 and by habit. */
function refusalOf({ status, bytes }: Laid): Outcome {
  const said = readJson(bytes);
  const words = isObject(said)
    ? [said.detail, said.message, said.reason, said.error_description, said.title, said.error].find(
        (one) => typeof one === 'string' && one.trim() !== '',
      )
    : undefined;
  const usual = status === 404 ? 'Сведения не найдены' : `Поставщик отказал (HTTP ${status})`;
  return { status: 'refused', code: `http${status}`, reason: typeof words === 'string' ? words.slice(0, 1000) : usual };
}

export function readJson(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}

/** The same bytes to the same question are the same message. */
export function messageIdOf(ticket: string, bytes: Uint8Array): string {
  return `${ticket}:${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}`;
}

export function ticketIn(bytes: Uint8Array, pointer: string): string | undefined {
  const said = valueAt(readJson(bytes), pointer);
  return (typeof said === 'string' && said !== '') || typeof said === 'number' ? String(said) : undefined;
}
