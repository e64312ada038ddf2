import type { BusMessage, Connection, Delivery, Host, Incoming, Json, JsonObject, Outcome } from '@reglament/sdk';
import {
  answerContent,
  answered,
  asked,
  contentOf,
  originalOf,
  questionContent,
  signatureOf,
  signedContent,
  textOf,
} from './message.ts';
import { answerForm, shownQuestion } from './universal-request.ts';

export function connectRegional(host: Host<object>): Connection {
  return {
    prepare: async (request) => ({
      content: signedContent(request),
      format: 'cms',
      mediaType: 'text/plain',
      name: `Запрос ${request.number}.txt`,
    }),
    async send(request, signal) {
      const { id, question, files } = request;
      const bus = await host.bus();
      const to = textOf(question.provider);
      await bus.send({ id, type: asked, to, content: questionContent(request), files }, signal);
      return { messageId: id, text: 'Запрос передан поставщику сведений' };
    },
    receive: (_waiting, signal) => receive(host, signal),
    read: async (original) => ({ outcome: outcomeOf(contentOf(original)), verdicts: [] }),
    inbox: (signal) => inbox(host, signal),
    async reply(incoming, answer, signal) {
      const { requestId, asker } = readReference(incoming.reference);
      const bus = await host.bus();
      const message = { id: answer.id, type: answered, to: asker, replyTo: requestId, files: answer.files };
      await bus.send({ ...message, content: answerContent(answer) }, signal);
      return { messageId: answer.id, text: 'Ответ передан' };
    },
    async check() {
      await host.bus();
      return { ok: true, text: 'Обмен между ведомствами работает' };
    },
  };
}

async function* receive(host: Host<object>, signal: AbortSignal): AsyncIterable<Delivery> {
  const bus = await host.bus();
  for await (const message of bus.take([answered], signal)) {
    yield {
      messageId: message.id,
      ...(message.replyTo === undefined ? {} : { requestId: message.replyTo }),
      original: originalOf(message),
      files: message.files,
      verdicts: [],
      outcome: outcomeOf(message.content),
      ack: () => message.ack(),
    };
  }
}

function outcomeOf(content: JsonObject): Outcome {
  const text = textOf(content.text);
  switch (content.status) {
    case 'answered':
      return { status: 'answered', answer: { text } };
    case 'interim':
      return { status: 'interim', text };
    case 'refused':
      return { status: 'refused', code: 'refused', reason: text };
    default:
      return { status: 'unreadable', reason: 'Вид ответа неизвестен' };
  }
}

async function* inbox(host: Host<object>, signal: AbortSignal): AsyncIterable<Incoming> {
  const bus = await host.bus();
  for await (const message of bus.take([asked], signal)) {
    yield incomingOf(message);
  }
}

/** A message without a subject is no question; it is kept for a person all the same. */
function incomingOf(message: BusMessage): Incoming {
  const { id: messageId, content, from, files } = message;
  const facts = {
    messageId,
    original: originalOf(message),
    files,
    verdicts: [],
    reference: { requestId: messageId, asker: from.code },
    ack: () => message.ack(),
  };
  if (typeof content.subject !== 'string') {
    return { ...facts, kind: 'unreadable', problems: ['Запрос другого ведомства нельзя прочитать: в нём нет темы'] };
  }
  const signature = signatureOf(message);
  return {
    ...facts,
    kind: 'request',
    problems: [],
    asker: from,
    number: String(content.number ?? ''),
    subject: content.subject,
    question: { subject: content.subject, comment: textOf(content.comment), author: textOf(content.author) },
    questionForm: shownQuestion,
    answerForm,
    ...(signature === undefined ? {} : { signature }),
  };
}

function readReference(reference: Json): { readonly requestId: string; readonly asker: string } {
  if (typeof reference === 'object' && reference !== null && 'requestId' in reference && 'asker' in reference) {
    return { requestId: textOf(reference.requestId), asker: textOf(reference.asker) };
  }
  throw new Error('a reference of this plugin names the request and who asked');
}
