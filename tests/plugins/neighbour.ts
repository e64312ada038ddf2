import type { BusMessage, Connection, Host, Incoming, Plugin } from '@reglament/sdk';

const words = (title: string) => ({
  schema: { type: 'object' as const, properties: { text: { type: 'string' as const, title } }, required: ['text'] },
  sections: [{ code: 'main', title, fields: ['text'] }],
});

/** Bodies that ask one another over a bus that they are lent: the other side is the same plugin. */
export const neighbour: Plugin<object> = {
  id: 'neighbour',
  title: 'Вопросы между ведомствами',
  contract: '1.0',
  scope: 'body',
  needs: ['bus'],
  config: { schema: { type: 'object', properties: {} } },
  requestKinds: {
    words: {
      version: '1',
      title: 'Вопрос словами',
      group: 'Вопросы',
      question: () => words('Вопрос'),
      answer: words('Ответ'),
      signedBy: 'none',
      files: true,
    },
  },
  connect: (host): Connection => ({
    async send({ id, question, files }, signal) {
      const bus = await host.bus();
      const { text = '' } = question;
      await bus.send({ id, type: 'words/question', content: { text }, files }, signal);
      return { messageId: id, text: 'Вопрос передан' };
    },
    async reply({ messageId }, { id, status, text, files }, signal) {
      const bus = await host.bus();
      await bus.send({ id, type: 'words/answer', content: { status, text }, files, replyTo: messageId }, signal);
      return { messageId: id, text: 'Ответ передан' };
    },
    receive: (_waiting, signal) => receive(host, signal),
    inbox: (signal) => inbox(host, signal),
  }),
};

async function* receive(host: Host<object>, signal: AbortSignal) {
  for await (const message of (await host.bus()).take(['words/answer'], signal)) {
    const { status, text } = message.content;
    yield {
      ...common(message),
      ...(message.replyTo === undefined ? {} : { requestId: message.replyTo }),
      outcome: outcomeOf(String(status), String(text)),
    };
  }
}

function outcomeOf(status: string, text: string) {
  if (status === 'answered') return { status, answer: { text } } as const;
  if (status === 'interim') return { status, text } as const;
  if (status === 'refused') return { status, code: 'refused', reason: text } as const;
  return { status: 'unreadable', reason: 'Вид ответа неизвестен' } as const;
}

async function* inbox(host: Host<object>, signal: AbortSignal): AsyncGenerator<Incoming> {
  for await (const message of (await host.bus()).take(['words/question'], signal)) {
    const { text } = message.content;
    const base = { ...common(message), reference: {} };
    if (typeof text === 'string') {
      yield {
        ...base,
        kind: 'request',
        problems: [],
        asker: message.from,
        number: message.id,
        subject: text,
        question: { text },
        questionForm: words('Вопрос'),
        answerForm: words('Ответ'),
      };
    } else yield { ...base, kind: 'unreadable', problems: ['В вопросе нет слов'] };
  }
}

function common(message: BusMessage) {
  const { id, content, files } = message;
  return {
    messageId: id,
    original: Buffer.from(JSON.stringify(content)),
    files,
    verdicts: [],
    ack: () => message.ack(),
  };
}
