import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BusFile,
  type Host,
  type JsonObject,
  type NewBusMessage,
  type Notice,
  ProviderError,
  type Receipt,
} from '@reglament/sdk';
import type { SchemaTexts } from '@reglament/xml/information-type';
import type { EpguConfig } from './config.ts';
import { foreignType, writeForeignAnswer } from './foreign.ts';
import { type OrderReference, readReference } from './reference.ts';
import { elkProblems, elkType, writeElkOrder } from './wire/elk-status.ts';
import { orderType } from './wire/order.ts';
import { type CancelResult, type OrderAnswer, writeOrderAnswer } from './wire/order-answer.ts';

/**
 * One thing that the applicant's account is told. Until the one final answer to the application it goes as an interim state of
 * that message, the end as its answer, and what comes after as a request of its own. Which way a notice takes is settled before the
 * first try.
 */
export async function publishNotice(host: Host<EpguConfig>, notice: Notice, signal: AbortSignal): Promise<Receipt> {
  const order = readReference(notice.application.reference);
  if (notice.answer !== undefined) return answerMessage(host, notice, signal);
  const way = await wayOf(host, notice, order);
  const files = await filesOf(host, notice);
  const speaking = await speakingOf(host, order);
  const message = messageOf(host, { notice, order, way, files, speaking });
  await (await host.bus()).send(message, signal);
  return { messageId: notice.id, text: told[way] };
}

type Way = 'interim' | 'answer' | 'status';

const told: Readonly<Record<Way, string>> = {
  interim: 'Промежуточное состояние передано порталу',
  answer: 'Ответ на заявление передан порталу',
  status: 'Статус передан порталу',
};

async function wayOf(host: Host<EpguConfig>, notice: Notice, { orderId }: OrderReference): Promise<Way> {
  const ended = await host.owner('answered', orderId);
  if (ended !== undefined && ended !== notice.id) return host.once<Way>(notice.id, 'way', () => 'status');
  const way = await host.once<Way>(notice.id, 'way', () => wayBeforeEnd(notice));
  if (way === 'answer') await host.once(notice.id, 'answered', () => orderId);
  return way;
}

/** An interim state of СМЭВ carries no files. */
function wayBeforeEnd({ final, kind, files }: Notice): Way {
  if (final || kind === 'result') return 'answer';
  return files.length > 0 ? 'status' : 'interim';
}

/** How answers to the messages of an application are written. */
interface Speaking {
  readonly type: string;
  write(answer: OrderAnswer, notice: Notice): string;
}

/** In the shape that it came in; the type may have been taken out of the service since. @throws ProviderError */
async function speakingOf(host: Host<EpguConfig>, { service, foreign, orderId }: OrderReference): Promise<Speaking> {
  if (foreign !== true) return { type: orderType(service), write: (answer) => writeOrderAnswer(service, answer) };
  const intake = (await host.services()).find(({ code }) => code === service)?.intake;
  const type = intake === undefined ? undefined : foreignType(intake);
  if (intake !== undefined && type !== undefined) {
    return {
      type,
      write: (answer, { title, application }) =>
        writeForeignAnswer(intake, answer, { title, number: application.number ?? orderId }),
    };
  }
  const text = `Вида сведений, которым пришло заявление, у услуги «${service}» больше нет. Верните его на вкладке «Портал».`;
  throw new ProviderError('noType', text, { retry: 'never' });
}

interface Telling {
  readonly notice: Notice;
  readonly order: OrderReference;
  readonly way: Way;
  readonly files: readonly BusFile[];
  readonly speaking: Speaking;
}

function messageOf(host: Host<EpguConfig>, telling: Telling): NewBusMessage {
  const { notice, order, way, files, speaking } = telling;
  const { id } = notice;
  const { message: reference, transaction } = order;
  const along = { id, ...(transaction === undefined ? {} : { transaction }) };
  if (way === 'status') {
    const { statusType: type = elkType } = host.config;
    return { ...along, type, content: { xml: elkOf(host, telling) }, files };
  }
  const said = { ...along, type: speaking.type, reference, replyTo: idOf(reference) };
  if (way === 'answer') return { ...said, content: { xml: speaking.write(changeOf(notice, order), notice) }, files };
  const { code, title, text } = notice;
  const words = [title, text].filter((part) => part !== '').join('. ');
  return { ...said, content: { status: { code: code ?? '', text: words.slice(0, MOST_WORDS) } }, files: [] };
}

/** `string-4000` of the transport. */
const MOST_WORDS = 4000;
/** `WordsType` of our schemas. */
const MOST_COMMENT = 10_000;

function changeOf({ code, title, text }: Notice, { orderId }: OrderReference): OrderAnswer {
  const comment = (text === '' ? title : text).slice(0, MOST_COMMENT);
  return { kind: 'change', orderId, comment, ...codeOf(code), cancelAllowed: false };
}

/** The portal's own codes are numbers; anything else is of the body's list. */
function codeOf(code: string | null): { code: string; isOwnCode?: true } {
  if (code === null) return { code: '0' };
  return /^\d{1,9}$/.test(code) ? { code } : { code, isOwnCode: true };
}

function elkOf({ config }: Host<EpguConfig>, { notice, order, files }: Telling): string {
  const { code, title, text, at } = notice;
  const attachments = files.map(({ name, mediaType, signature, storedAs = '' }) => ({
    ...{ uuid: storedAs, fileName: name, mimeType: mediaType },
    ...(signature === undefined ? {} : { signature }),
  }));
  const comment = (text === '' ? title : text).slice(0, MOST_COMMENT);
  const { env, statusType = elkType, statusSchemas } = config;
  const namespace = /^\{([^{}]+)\}/.exec(statusType)?.[1];
  const xml = writeElkOrder(
    {
      ...{ operation: 'Update', orderId: order.orderId },
      ...(env === undefined || env === '' ? {} : { env }),
      history: [{ status: code ?? '0', at, comment, attachments }],
    },
    namespace,
  );
  const problems = elkProblems(xml, statusSchemas ? officialSchemas(statusSchemas) : undefined);
  const [problem] = problems;
  if (problem === undefined) return xml;
  throw new ProviderError('badContent', `Статус не подходит под схему портала: ${problem}`, { retry: 'never' });
}

const read = new Map<string, SchemaTexts>();

/** Read once: another folder is another setting. @throws ProviderError */
function officialSchemas(folder: string): SchemaTexts {
  const known = read.get(folder);
  if (known !== undefined) return known;
  try {
    const names = readdirSync(folder).filter((name) => /\.xsd$/i.test(name));
    const texts = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    read.set(folder, texts);
    return texts;
  } catch (error) {
    const text = `Папка официальной схемы статусов «${folder}» не читается. Исправьте настройки подключения.`;
    throw new ProviderError('noSchemas', text, { retry: 'never', cause: error });
  }
}

/** Files go through the storage: there they keep their names, and a status speaks of them by these. */
async function filesOf(host: Host<EpguConfig>, { id, files }: Notice): Promise<BusFile[]> {
  const stored: BusFile[] = [];
  for (const file of files) {
    const storedAs = await host.once(id, `file:${file.id}`, () => randomUUID() as string);
    stored.push({ ...file, storedAs });
  }
  return stored;
}

/** The message of the applicant's own: a correction, a cancellation, a text. */
async function answerMessage(host: Host<EpguConfig>, notice: Notice, signal: AbortSignal): Promise<Receipt> {
  const { answer, id, text } = notice;
  if (answer === undefined) throw new Error('the notice answers nothing');
  const order = readReference(answer.reference);
  const speaking = await speakingOf(host, order);
  const xml = speaking.write(answerOf(notice, order), notice);
  const content: JsonObject = { xml };
  const reference = order.message;
  const files = await filesOf(host, notice);
  const message = { id, type: speaking.type, content, files, reference, replyTo: idOf(reference) };
  await (await host.bus()).send(message, signal);
  // What a person has written stands above it already.
  const said = answer.to === 'text' ? 'Ответ передан порталу' : `Ответ передан порталу: ${text}`;
  return { messageId: id, text: said.slice(0, 200) };
}

const results = {
  done: 'CANCELLED',
  inProgress: 'IN_PROGRESS',
  rejected: 'REJECTED',
} as const satisfies Record<string, CancelResult>;

function answerOf({ answer, text, code }: Notice, { orderId }: OrderReference): OrderAnswer {
  const comment = text.slice(0, MOST_COMMENT);
  if (answer?.to === 'cancel') return { kind: 'cancel', orderId, result: results[answer.outcome], comment };
  if (answer?.to === 'text') return { kind: 'text', orderId, text: comment };
  return { kind: 'change', orderId, comment, ...codeOf(code) };
}

function idOf(reference: unknown): string {
  const { messageId } = (reference ?? {}) as { messageId?: unknown };
  return typeof messageId === 'string' ? messageId : '';
}
