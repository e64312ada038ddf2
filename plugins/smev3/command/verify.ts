import { type GostCertificate, GostError, readCertificate } from '@reglament/gost';
import type { Terminal } from '@reglament/sdk';
import type { SignaturePlace } from '../xml-signature/place.ts';
import { type ElementVerdict, verifySignatures } from '../xml-signature/verify.ts';
import { readArguments, readGiven } from './arguments.ts';
import { readMessage } from './message-file.ts';
import { dateOf, distrust, outOfDate, readTrusted } from './trust.ts';

export const verifyUsage = `reglament smev3 verify – подписи сообщения СМЭВ

  reglament smev3 verify [файл]   проверить все подписи сообщения из файла или со стандартного ввода

Сообщение – XML или целиком multipart/related (MTOM), как оно пришло по сети.

О каждой подписи: чья она, что подписано, чей сертификат, верны ли хеш подписанного и значение подписи. Подпись верна, если
верны оба и подписано то, что должна подписывать подпись на этом месте. Срок и выпустивший сертификата печатаются отдельно и
в счёт идут только с --trust.

  --trust файл   PEM: кому доверяют – удостоверяющие центры и отдельные сертификаты; сертификат подписи должен быть среди них
                 или выпущен одним из них и действовать сейчас
  --json         ответ в виде JSON
  --help         эта справка

Код завершения: 0 – все подписи верны, 1 – есть неверная или нет обязательной, 2 – неверный вызов или это не XML.`;

export async function verifyCommand(args: readonly string[], terminal: Terminal): Promise<0 | 1> {
  const { values, file } = readArguments(args, { trust: { type: 'string' }, json: { type: 'boolean' } });
  const trusted = values.trust === undefined ? undefined : readTrusted(await readGiven(values.trust));
  const verdicts = verifySignatures(await readMessage(file, terminal));
  const now = new Date();
  const told = verdicts.map((verdict) => tell(verdict, trusted, now));
  const ok = told.every(({ valid, certificate }) => valid && certificate?.trusted !== false);
  if (values.json) {
    terminal.out(JSON.stringify({ valid: ok, signatures: told }, null, 2));
    return ok ? 0 : 1;
  }
  for (const [index, each] of told.entries()) terminal.out(linesOf(each, index + 1).join('\n'));
  if (told.length === 0) terminal.out('Подписей нет, и на таком сообщении их не бывает');
  return ok ? 0 : 1;
}

interface ToldCertificate {
  readonly owner: string;
  readonly issuer: string;
  readonly serial: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly inForce: boolean;
  readonly trusted?: boolean;
  readonly problem?: string;
}

interface Told extends Omit<ElementVerdict, 'certificate' | 'signed'> {
  readonly certificate?: ToldCertificate;
}

function tell(
  { certificate, signed: _, ...verdict }: ElementVerdict,
  trusted: readonly GostCertificate[] | undefined,
  now: Date,
): Told {
  const facts = certificate && findFacts(certificate);
  if (!facts) return trusted && certificate ? { ...verdict, valid: false } : verdict;
  const { owner, issuer, serial, validFrom, validTo } = facts;
  const problem = trusted ? distrust(facts, trusted, now) : outOfDate(facts, now);
  const told: ToldCertificate = {
    owner,
    issuer,
    serial,
    validFrom: validFrom.toISOString(),
    validTo: validTo.toISOString(),
    inForce: outOfDate(facts, now) === undefined,
    ...(trusted && { trusted: problem === undefined }),
    ...(problem !== undefined && { problem }),
  };
  return { ...verdict, certificate: told };
}

function findFacts(certificate: Uint8Array): GostCertificate | undefined {
  try {
    return readCertificate(certificate);
  } catch (error) {
    if (error instanceof GostError) return undefined;
    throw error;
  }
}

const PLACES = {
  sender: 'ЭП-ОВ отправителя',
  smev: 'подпись СМЭВ',
  personal: 'ЭП-СП должностного лица',
  other: 'подпись внутри документа',
} as const satisfies Record<SignaturePlace, string>;

function linesOf(told: Told, number: number): string[] {
  const { place, element, id, certificate, digestValid, signatureValid, valid, problem } = told;
  const right = (is: boolean) => (is ? 'верно' : 'НЕВЕРНО');
  return [
    `${number}. ${PLACES[place]}: ${valid ? 'ВЕРНА' : 'НЕ ВЕРНА'}`,
    `   элемент      ${element}${id && ` (Id="${id}")`}`,
    `   хеш          ${right(digestValid)}`,
    `   подпись      ${right(signatureValid)}`,
    ...(problem ? [`   причина      ${problem}`] : []),
    ...(certificate ? certificateLines(certificate) : []),
  ];
}

function certificateLines({ owner, issuer, serial, validFrom, validTo, trusted, problem }: ToldCertificate): string[] {
  const period = `${dateOf(new Date(validFrom))} – ${dateOf(new Date(validTo))}`;
  const doubt = problem ? `: ${problem}` : '';
  const trust = trusted === undefined ? '' : trusted ? ', доверенный' : ', НЕ ДОВЕРЕННЫЙ';
  return [
    `   сертификат   ${owner}`,
    `   выпущен      ${issuer}, номер ${serial}`,
    `   действует    ${period}${trust}${doubt}`,
  ];
}
