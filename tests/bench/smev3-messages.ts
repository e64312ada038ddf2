import { sendRequest } from '../../plugins/smev3/envelope/build.ts';
import { signedEnvelope } from '../../plugins/smev3/exchange/signed-envelope.ts';
import type { SigningKey } from '../../plugins/smev3/xml-signature/sign.ts';
import { answerWith, responseMessage, signedAnswer } from '../plugins/smev3/signed-messages.ts';

const messageId = '39f52a38-9a54-11ea-b23a-3316e2108089';

const draftOf = (content: string) => sendRequest('1.2', { messageId, content });

/** What is signed, before it is. */
export const unsignedRequest = (content: string) => draftOf(content).signed;

/** As the plugin sends it: built, judged by the schema and signed. */
export const sentRequest = (content: string, key: SigningKey) =>
  signedEnvelope(draftOf(content), key, { version: '1.2' });

/** As a node delivers it: signed by the sender and by СМЭВ. */
export async function deliveredAnswer(content: string, key: SigningKey): Promise<string> {
  const { response, smevSignature } = await signedAnswer(content, key);
  return answerWith(responseMessage(response, smevSignature));
}

/** A list of people and addresses, so that the envelope with its signature and certificate has about so many bytes. */
export function contentFor(bytes: number): string {
  const record = (index: number) =>
    `<q:Запись номер="${index}"><q:Имя>Иванов &amp; сыновья</q:Имя><q:Дата>2026-11-25</q:Дата><q:Адрес>г. Казань, ул. Баумана, д. ${index}</q:Адрес></q:Запись>`;
  const [around, each] = [2_900, Buffer.byteLength(record(10))];
  const records = Array.from({ length: Math.max(1, Math.round((bytes - around) / each)) }, (_, index) => record(index));
  return `<q:Запрос xmlns:q="urn://example/q">${records.join('')}</q:Запрос>`;
}
