import type { SoapFault } from '../envelope/message.ts';

/**
 * What has to be done about a fault. `later`: the same again may pass; `renew`: again, under a new message id;
 * `longerLife`: again, with a later end of life; `done`: the other side has it already; `never`: a person must act.
 */
export type Reaction = 'later' | 'renew' | 'longerLife' | 'done' | 'never';

interface FaultRule {
  readonly reaction: Reaction;
  /** For a person: what it means and what to do. */
  readonly text: string;
}

/** Every fault of the published faults schema, 1.1 to 1.3. */
export const faultNames = [
  'BusinessDataTypeIsNotSupported',
  'InvalidContent',
  'UnknownMessageType',
  'TransactionCodeInvalid',
  'MessageIsAlreadySent',
  'InvalidMessageIdFormat',
  'StaleMessageId',
  'AttachmentContentMiscoordination',
  'AttachmentSizeLimitExceeded',
  'QuoteLimitExceeded',
  'AccessDenied',
  'PersonalAccessDenied',
  'SignatureVerificationFault',
  'SMEVFailure',
  'IncorrectResponseContentType',
  'RecipientIsNotFound',
  'SenderIsNotRegistered',
  'RequestIsNotFound',
  'TargetMessageIsNotFound',
  'DestinationOverflow',
  'EndOfLifeReached',
] as const;
export type FaultName = (typeof faultNames)[number];

export const faultRules = {
  BusinessDataTypeIsNotSupported: {
    reaction: 'never',
    text: 'СМЭВ не знает такого вида сведений. Проверьте пространство имён и корневой элемент вида запроса и его регистрацию в среде СМЭВ.',
  },
  InvalidContent: {
    reaction: 'never',
    text: 'Содержание запроса не соответствует схеме вида сведений. Исправьте поля, названные ниже, и отправьте запрос заново.',
  },
  UnknownMessageType: {
    reaction: 'never',
    text: 'СМЭВ не знает запрошенного вида сообщений или он не принадлежит ведомству. Уточните вид сведений в настройках.',
  },
  TransactionCodeInvalid: {
    reaction: 'never',
    text: 'СМЭВ не принимает код транзакции. Обратитесь к администратору: запрос относится к чужой или закрытой транзакции.',
  },
  MessageIsAlreadySent: { reaction: 'done', text: 'Сообщение уже принято СМЭВ при прошлой попытке' },
  InvalidMessageIdFormat: {
    reaction: 'never',
    text: 'СМЭВ не принимает идентификатор сообщения. Сообщите администратору системы.',
  },
  StaleMessageId: {
    reaction: 'renew',
    text: 'Идентификатор сообщения устарел: запрос уйдёт под новым. Если это повторяется, проверьте часы сервера.',
  },
  AttachmentContentMiscoordination: {
    reaction: 'never',
    text: 'СМЭВ не нашла вложенный файл или нашла лишний. Сообщите администратору системы.',
  },
  AttachmentSizeLimitExceeded: {
    reaction: 'never',
    text: 'Вложения больше, чем допускает СМЭВ. Уменьшите файлы или снизьте порог вложения в настройках подключения.',
  },
  QuoteLimitExceeded: {
    reaction: 'never',
    text: 'Квота ведомства в файловом хранилище СМЭВ исчерпана. Обратитесь в поддержку оператора СМЭВ.',
  },
  AccessDenied: {
    reaction: 'never',
    text: 'Ведомству не разрешён этот вид сведений. Подайте заявку на доступ к нему оператору СМЭВ.',
  },
  PersonalAccessDenied: {
    reaction: 'never',
    text: 'Должностному лицу не разрешён этот вид сведений. Проверьте, чья подпись поставлена и каковы права этого лица.',
  },
  SignatureVerificationFault: {
    reaction: 'never',
    text: 'СМЭВ не приняла подпись ведомства. Проверьте сертификат и ключ в подключении подписи.',
  },
  SMEVFailure: { reaction: 'later', text: 'В СМЭВ сбой: отправка повторится сама' },
  IncorrectResponseContentType: {
    reaction: 'never',
    text: 'Содержание ответа – не ответ, а запрос. Проверьте вид сведений.',
  },
  RecipientIsNotFound: {
    reaction: 'never',
    text: 'СМЭВ не нашла получателя. Проверьте, что запрос отправлен через это подключение и вид сведений зарегистрирован.',
  },
  SenderIsNotRegistered: {
    reaction: 'never',
    text: 'Система ведомства не зарегистрирована в СМЭВ или сертификат сменился. Зарегистрируйте сертификат у оператора СМЭВ.',
  },
  RequestIsNotFound: { reaction: 'never', text: 'СМЭВ не находит запроса, о котором идёт речь' },
  TargetMessageIsNotFound: { reaction: 'done', text: 'Сообщение уже подтверждено' },
  DestinationOverflow: {
    reaction: 'later',
    text: 'Очередь получателя переполнена: отправка повторится сама. Если это длится, обратитесь в поддержку СМЭВ.',
  },
  EndOfLifeReached: { reaction: 'longerLife', text: 'Срок жизни сообщения истёк: оно уйдёт с новым сроком' },
} as const satisfies Record<FaultName, FaultRule>;

/** Why СМЭВ did not take the signature, by the faults schema. */
const signatureReasons: Readonly<Record<string, string>> = {
  PoorSOAPEnvelopeFormat: 'в конверте нет того, что должно быть подписано',
  NoSignatureFound: 'подписи нет',
  IncorrectSignatureTarget: 'подписан не тот элемент',
  SignatureIsInvalid: 'подпись не сходится',
  CertificateIsNotFound: 'сертификат не найден: он не зарегистрирован в СМЭВ',
  CertificateIsExpired: 'срок действия сертификата истёк',
};

export interface JudgedFault {
  readonly name: string;
  readonly reaction: Reaction;
  readonly text: string;
}

/** A fault in words. One that names nothing known is a failure of the node: it may pass. */
export function judgeFault(fault: SoapFault): JudgedFault {
  const name = fault.name ?? '';
  const said = [fault.description ?? fault.text, ...fault.details.map((text) => signatureReasons[text] ?? text)];
  const words = [...new Set(said.filter((text) => text !== ''))].join('; ');
  if (!isFaultName(name)) {
    const text = `СМЭВ ответила ошибкой: отправка повторится сама${words === '' ? '' : ` (${words})`}`;
    return { name: 'soapFault', reaction: 'later', text };
  }
  const { reaction, text } = faultRules[name];
  return { name, reaction, text: words === '' ? text : `${text} Ответ СМЭВ: ${words}` };
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultRules, name);
}
