import { randomUUID } from 'node:crypto';
import { ProviderError } from '@reglament/sdk';
import { call, packFiles, parse, readQueue } from './wire.js';

/** @typedef {{ url: string, token: string }} Config */

/**
 * @param {import('@reglament/sdk').Host<Config>} host
 * @returns {import('@reglament/sdk').Connection}
 */
export function connect(host) {
  return {
    send: (request, signal) => send(host, request, signal),
    receive: (_waiting, signal) => receive(host, signal),
    read: async (original) => ({ outcome: outcomeOf(parse(original)), verdicts: [] }),
    inbox: (signal) => inbox(host, signal),
    reply: (incoming, answer, signal) => reply(host, { incoming, answer, signal }),
    check: (signal) => check(host, signal),
  };
}

/**
 * @param {import('@reglament/sdk').Host<Config>} host
 * @param {import('@reglament/sdk').OutgoingRequest} request
 * @param {AbortSignal} signal
 * @returns {Promise<import('@reglament/sdk').Receipt>}
 */
async function send(host, request, signal) {
  const ticket = await host.once(request.id, 'ticket', randomUUID);
  const body = JSON.stringify({
    kind: request.kind,
    reference: request.id,
    number: request.number,
    body: request.body,
    question: request.question,
    files: await packFiles(request.files),
    ...(await signatureOf(host, request)),
  });
  const response = await call(host, '/questions', {
    method: 'POST',
    body,
    headers: { 'idempotency-key': ticket },
    signal,
  });
  const original = Buffer.from(body);
  if (response.status === 202) return { messageId: ticket, text: 'Запрос принят к обработке', original };
  const { code, reason } = await response.json();
  if (code === 'key-expired') {
    await host.renew(request.id, 'ticket', randomUUID);
    throw new ProviderError(code, 'Реестр больше не помнит имени запроса: он уйдёт под новым.', { retry: 'later' });
  }
  return { messageId: ticket, text: 'Реестр отказал', original, outcome: { status: 'refused', code, reason } };
}

/**
 * @param {import('@reglament/sdk').Host<Config>} host
 * @param {import('@reglament/sdk').OutgoingRequest} request
 */
async function signatureOf(host, request) {
  if (request.signature) return { signature: Buffer.from(request.signature.signature).toString('base64') };
  if (request.kind !== 'certified') return {};
  const signer = await host.signer();
  const signature = await signer.sign(Buffer.from(JSON.stringify(request.question)), 'cms');
  return { signature: Buffer.from(signature).toString('base64') };
}

/**
 * @param {import('@reglament/sdk').Host<Config>} host
 * @param {AbortSignal} signal
 * @returns {AsyncIterable<import('@reglament/sdk').Delivery>}
 */
async function* receive(host, signal) {
  for await (const { id, about, original, content, files, ack } of readQueue(host, 'answers', signal)) {
    const requestId = about === undefined ? undefined : await host.owner('ticket', about);
    yield {
      messageId: id,
      ...(requestId === undefined ? {} : { requestId, sentAs: about }),
      original,
      files,
      verdicts: [],
      outcome: outcomeOf(content),
      ack,
    };
  }
}

/**
 * @param {any} content
 * @returns {import('@reglament/sdk').Outcome}
 */
function outcomeOf(content) {
  if (content?.status === 'answered') return { status: 'answered', answer: content.answer };
  if (content?.status === 'interim') return { status: 'interim', text: String(content.text) };
  if (content?.status === 'refused') {
    return { status: 'refused', code: String(content.code), reason: String(content.reason) };
  }
  return { status: 'unreadable', reason: 'Ответ реестра нельзя прочитать: это не JSON или вид ответа неизвестен' };
}

/**
 * @param {import('@reglament/sdk').Host<Config>} host
 * @param {AbortSignal} signal
 * @returns {AsyncIterable<import('@reglament/sdk').Incoming>}
 */
async function* inbox(host, signal) {
  for await (const { id, original, content, files, ack } of readQueue(host, 'questions-to-us', signal)) {
    const message = { messageId: id, original, files, verdicts: [], reference: { question: id }, ack };
    if (typeof content?.subject === 'string') {
      yield {
        ...message,
        kind: 'request',
        problems: [],
        asker: content.asker,
        number: content.number,
        subject: content.subject,
        question: { text: content.text },
        questionForm: textForm('Вопрос'),
        answerForm: textForm('Ответ'),
      };
    } else yield { ...message, kind: 'unreadable', problems: ['Вопрос реестра нельзя прочитать: это не JSON'] };
  }
}

/**
 * @param {string} title
 * @returns {import('@reglament/sdk').IncomingRequest['questionForm']}
 */
function textForm(title) {
  return {
    schema: { type: 'object', properties: { text: { type: 'string', title } }, required: ['text'] },
    sections: [{ code: 'main', title, fields: ['text'] }],
    ui: { text: { widget: 'textarea' } },
  };
}

/**
 * @param {import('@reglament/sdk').Host<Config>} host
 * @param {{ incoming: import('@reglament/sdk').IncomingRef, answer: import('@reglament/sdk').Reply, signal: AbortSignal }} what
 * @returns {Promise<import('@reglament/sdk').Receipt>}
 */
async function reply(host, { incoming, answer, signal }) {
  const ticket = await host.once(answer.id, 'ticket', randomUUID);
  const { status, text, author } = answer;
  const response = await call(host, '/answers-of-ours', {
    method: 'POST',
    body: JSON.stringify({
      reference: answer.id,
      about: incoming.reference,
      status,
      text,
      answer: answer.answer,
      author,
      files: await packFiles(answer.files),
    }),
    headers: { 'idempotency-key': ticket },
    signal,
  });
  if (response.status === 202) return { messageId: ticket, text: 'Ответ принят реестром' };
  const { code, reason } = await response.json();
  if (code !== 'key-expired') throw new ProviderError(code, `Реестр не принял ответ: ${reason}`, { retry: 'never' });
  await host.renew(answer.id, 'ticket', randomUUID);
  throw new ProviderError(code, 'Реестр больше не помнит имени ответа: он уйдёт под новым.', { retry: 'later' });
}

/**
 * @param {import('@reglament/sdk').Host<Config>} host
 * @param {AbortSignal} signal
 * @returns {Promise<import('@reglament/sdk').Health>}
 */
async function check(host, signal) {
  try {
    const response = await call(host, '/health', { signal });
    if (response.ok) return { ok: true, text: 'Реестр отвечает' };
    return { ok: false, text: `Реестр ответил ${response.status}. Проверьте адрес в настройках подключения.` };
  } catch (error) {
    if (signal.aborted) throw error;
    const reason = error instanceof ProviderError ? error.message : 'Реестр не отвечает.';
    return { ok: false, text: `${reason} Проверьте адрес и ключ в настройках подключения.` };
  }
}
