import type { Outcome } from '@reglament/sdk';
import type { AsyncStatus, PrimaryContent, ResponseMessage } from '../envelope/message.ts';

/** What a provider's refusal means, by the code of the transport. */
const rejections: Readonly<Record<string, string>> = {
  ACCESS_DENIED: 'Поставщик отказал: нет права на эти сведения',
  NO_DATA: 'Поставщик ответил, что таких сведений нет',
  UNKNOWN_REQUEST_DESCRIPTION: 'Поставщик не понял запроса',
  FAILURE: 'У поставщика ошибка: сведения не получены',
};

/** How far a message has come inside СМЭВ; what is not here has ended badly. */
const stages: Readonly<Record<string, string>> = {
  requestIsQueued: 'Запрос в очереди на проверку в СМЭВ',
  requestIsAcceptedBySmev: 'Запрос доставляется поставщику',
  requestIsProcessed: 'Запрос обрабатывается',
  underProcessing: 'Запрос обрабатывается поставщиком',
  responseIsQueued: 'Ответ в очереди на проверку в СМЭВ',
  responseIsAcceptedBySmev: 'Ответ доставляется',
  responseIsProcessed: 'Ответ обрабатывается',
  responseIsDelivered: 'Ответ доставлен',
  messageIsDelivered: 'Сообщение доставлено',
};

const ends: Readonly<Record<string, string>> = {
  doesNotExist: 'СМЭВ не знает этого запроса. Отправьте его заново.',
  requestIsRejectedBySmev: 'СМЭВ отклонила запрос',
  responseIsRejectedBySmev: 'СМЭВ отклонила ответ поставщика. Отправьте запрос заново или обратитесь к поставщику.',
  cancelled: 'Запрос отменён',
  messageIsArchived: 'Запрос отправлен в архив СМЭВ без ответа. Отправьте его заново.',
};

/** СМЭВ's text codes and what to do about them. */
const advice: readonly (readonly [RegExp, string])[] = [
  [/SMEV-100\b/, 'Проверьте сертификат и ключ в подключении подписи.'],
  [/SMEV-403\b/, 'Содержание не соответствует схеме вида сведений: исправьте поля и отправьте запрос заново.'],
  [/SMEV-501\b/, 'Подтверждалось сообщение, которого нет. Сообщите администратору системы.'],
];

/** Reads the content of an answer; the information type knows how. */
export type ReadContent = (content: PrimaryContent) => Outcome;

/** What a message means for the request that it answers. One of the four that the transport has; anything else is unreadable. */
export function outcomeOf(message: ResponseMessage, readContent: ReadContent): Outcome {
  const { asyncStatus, rejections: refused, requestStatus, content } = message;
  if (asyncStatus !== undefined) return statusOutcome(asyncStatus);
  const [first] = refused;
  if (first !== undefined) {
    return { status: 'refused', code: first.code || 'rejected', reason: refused.map(rejectionText).join('; ') };
  }
  if (requestStatus !== undefined) {
    const text = requestStatus.description || `Код состояния: ${requestStatus.code ?? 'не указан'}`;
    return { status: 'interim', text };
  }
  if (content !== undefined) return readContent(content);
  return { status: 'unreadable', reason: 'В ответе нет ни сведений, ни отказа, ни состояния' };
}

function rejectionText({ code, description }: ResponseMessage['rejections'][number]): string {
  const words = rejections[code] ?? 'Поставщик отказал';
  return description === '' ? words : `${words}: ${description}`;
}

function statusOutcome({ category = '', details, fault }: AsyncStatus): Outcome {
  const stage = fault === undefined ? stages[category] : undefined;
  if (stage !== undefined) return { status: 'interim', text: details === undefined ? stage : `${stage}: ${details}` };
  const said = [fault?.description ?? details ?? '', ...(fault?.errors ?? [])].filter((text) => text !== '');
  const code = /SMEV-\d+/.exec(said.join(' '))?.[0] ?? (category === '' ? 'smevStatus' : category);
  const tips = advice.filter(([pattern]) => pattern.test(said.join(' '))).map(([, tip]) => tip);
  const words = ends[category] ?? 'СМЭВ не приняла сообщение';
  const reason = [words, ...said].join(': ');
  return { status: 'refused', code, reason: [reason, ...tips].join(' ') };
}
