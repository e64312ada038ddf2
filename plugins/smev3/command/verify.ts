import { type GostCertificate, GostError, readCertificate } from '@reglament/gost';
import type { Terminal } from '@reglament/sdk';
import type { SignaturePlace } from '../xml-signature/place.ts';
import { type ElementVerdict, verifySignatures } from '../xml-signature/verify.ts';
import { readArguments, readGiven } from './arguments.ts';
import { readMessage } from './message-file.ts';
import { dateOf, judgeTrust, outOfDate, readTrusted } from './trust.ts';

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
  /** With `--trust`, and the chain too. */
  readonly trusted?: boolean;
  readonly chain?: readonly string[];
  readonly problem?: string;
}

/** base64, as in `ds:DigestValue`. */
interface ToldDigest {
  readonly algorithm: string;
  readonly stated: string;
  readonly counted?: string;
}

interface Told extends Omit<ElementVerdict, 'certificate' | 'digest' | 'signed'> {
  readonly digest?: ToldDigest;
  readonly certificate?: ToldCertificate;
}

function tell(
  { certificate, digest, signed: _, ...found }: ElementVerdict,
  trusted: readonly GostCertificate[] | undefined,
  now: Date,
): Told {
  const verdict = { ...found, ...(digest && { digest: tellDigest(digest) }) };
  const facts = certificate && findFacts(certificate);
  if (!facts) return trusted && certificate ? { ...verdict, valid: false } : verdict;
  return { ...verdict, certificate: tellCertificate(facts, trusted, now) };
}

function tellCertificate(
  facts: GostCertificate,
  trusted: readonly GostCertificate[] | undefined,
  now: Date,
): ToldCertificate {
  const { owner, issuer, serial, validFrom, validTo } = facts;
  const trust = trusted && judgeTrust(facts, trusted, now);
  const problem = trust ? trust.problem : outOfDate(facts, now);
  return {
    owner,
    issuer,
    serial,
    validFrom: validFrom.toISOString(),
    validTo: validTo.toISOString(),
    inForce: outOfDate(facts, now) === undefined,
    ...(trust && { trusted: trust.problem === undefined, chain: trust.chain }),
    ...(problem !== undefined && { problem }),
  };
}

function tellDigest({ bits, stated, counted }: NonNullable<ElementVerdict['digest']>): ToldDigest {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    algorithm: `ГОСТ Р 34.11-2012, ${bits} бит`,
    stated: base64(stated),
    ...(counted && { counted: base64(counted) }),
  };
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
  const { place, element, id, certificate, signatureValid, valid, problem } = told;
  const distrusted = valid && certificate?.trusted === false ? ', но сертификату НЕТ ДОВЕРИЯ' : '';
  return [
    `${number}. ${PLACES[place]}: ${valid ? 'ВЕРНА' : 'НЕ ВЕРНА'}${distrusted}`,
    `   элемент      ${element}${id && ` (Id="${id}")`}`,
    ...digestLines(told),
    ...(told.digest ? [`   подпись      ${signatureValid ? 'верна' : 'НЕВЕРНА'}`] : []),
    ...(problem ? [`   причина      ${problem}`] : []),
    ...(certificate ? certificateLines(certificate) : []),
  ];
}

function digestLines({ digest, digestValid }: Told): string[] {
  if (!digest) return [];
  const { algorithm, stated, counted } = digest;
  if (digestValid) return [`   хеш          ${stated} (${algorithm}) – верен`];
  return [`   хеш          ${stated} (${algorithm}) – НЕВЕРЕН`, `   у элемента   ${counted ?? 'посчитать не над чем'}`];
}

function certificateLines({ owner, issuer, serial, validFrom, validTo, ...certificate }: ToldCertificate): string[] {
  const { chain, inForce, problem } = certificate;
  const period = `${dateOf(new Date(validFrom))} – ${dateOf(new Date(validTo))}`;
  const trust = `${chain?.join(' → ')}: ${problem ? `НЕТ ДОВЕРИЯ. ${problem}` : 'доверенная'}`;
  return [
    `   сертификат   ${owner}, номер ${serial}`,
    `   выпущен      ${issuer}`,
    `   срок         ${period}: ${inForce ? 'действует' : 'сейчас НЕ ДЕЙСТВУЕТ'}`,
    `   цепочка      ${chain ? trust : 'не проверялась: кому доверяют, называет --trust'}`,
  ];
}
