/**
 * What is asked of the signing plug-in. Its objects answer with promises, and a property is set by a method of its own name
 * (`propset_X`).
 * Source: the plug-in's interface CAdESCOM, https://docs.cryptopro.ru/cades/plugin.
 */
import { openOwn, openTraining, type Plugin } from './cades-loader.ts';
import { type CadesObject, CadesProblem } from './cades-object.ts';
import { readSubject } from './subject.ts';

export interface BrowserCertificate {
  readonly thumbprint: string;
  /** A person and, where it is named, their organisation. */
  readonly owner: string;
  /** «Фамилия Имя Отчество», where the certificate names a person. */
  readonly person: string | null;
  /** 11 digits, where the certificate has it. */
  readonly snils: string | null;
  readonly issuer: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Length of the key. */
  readonly bits: KeyBits;
  /** Of a demonstration: its signatures prove nothing. */
  readonly training: boolean;
}

export type KeyBits = 256 | 512;

/** A bare signature value with the certificate of its key. */
export interface SignedDigest {
  /** s‖r, both big-endian. */
  readonly value: Uint8Array;
  /** DER. */
  readonly certificate: Uint8Array;
}

// CAdESCOM's own numbers.
const CURRENT_USER = 2;
const MAXIMUM_ALLOWED = 2;
const BY_THUMBPRINT = 0;
const ONLY_THE_OWNERS = 2;
const BASE64_TO_BINARY = 1;
const CADES_BES = 1;
const BASE64 = 0;
const KEYS: ReadonlyMap<string, KeyBits> = new Map([
  ['1.2.643.7.1.1.1.1', 256],
  ['1.2.643.7.1.1.1.2', 512],
]);
/** ГОСТ Р 34.11-2012. */
const DIGESTS = { 256: 101, 512: 102 } as const;

/** Those with a private key at hand, made for ГОСТ Р 34.10-2012; others cannot sign here. The error says what to do. */
export async function listOwnCertificates(): Promise<readonly BrowserCertificate[]> {
  return withStore(await openOwn(), certificatesIn);
}

/** None where the server is no demonstration. */
export async function listTrainingCertificates(): Promise<readonly BrowserCertificate[]> {
  const plugin = await openTraining();
  return plugin === undefined ? [] : withStore(plugin, certificatesIn);
}

async function certificatesIn(certificates: CadesObject, { training }: Plugin): Promise<BrowserCertificate[]> {
  const found: BrowserCertificate[] = [];
  const count: number = await certificates.Count;
  for (let index = 1; index <= count; index += 1) {
    const certificate = await readCertificate(await certificates.Item(index));
    if (certificate !== undefined) found.push({ ...certificate, training });
  }
  return found;
}

/** A certificate by the means that gave it. */
type Chosen = Pick<BrowserCertificate, 'thumbprint' | 'training'>;

/** A detached CAdES-BES over the bytes, DER. The error says what to do. */
export async function signDetached({ thumbprint, training }: Chosen, content: Uint8Array): Promise<Uint8Array> {
  return withStore(await pluginOf(training), async (certificates, { maker }) => {
    const signer = await maker.CreateObjectAsync('CAdESCOM.CPSigner');
    await signer.propset_Certificate(await findByThumbprint(certificates, thumbprint));
    await signer.propset_Options(ONLY_THE_OWNERS);
    const data = await maker.CreateObjectAsync('CAdESCOM.CadesSignedData');
    await data.propset_ContentEncoding(BASE64_TO_BINARY);
    await data.propset_Content(toBase64(content));
    return fromBase64(await data.SignCades(signer, CADES_BES, true));
  });
}

/** The bare value over a digest (hex) that the server has made: what stands inside a message. The error says what to do. */
export async function signDigest(
  { thumbprint, training }: Chosen,
  { digest, bits }: { readonly digest: string; readonly bits: KeyBits },
): Promise<SignedDigest> {
  return withStore(await pluginOf(training), async (certificates, { maker }) => {
    const certificate = await findByThumbprint(certificates, thumbprint);
    const hashed = await maker.CreateObjectAsync('CAdESCOM.HashedData');
    await hashed.propset_Algorithm(DIGESTS[bits]);
    await hashed.SetHashValue(digest);
    const raw = await maker.CreateObjectAsync('CAdESCOM.RawSignature');
    const hex: string = await raw.SignHash(hashed, certificate);
    // The plug-in gives the value with its bytes the other way round.
    const value = Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16)).reverse();
    return { value, certificate: fromBase64(await certificate.Export(BASE64)) };
  });
}

async function pluginOf(training: boolean): Promise<Plugin> {
  return (training ? await openTraining() : undefined) ?? openOwn();
}

async function findByThumbprint(certificates: CadesObject, thumbprint: string): Promise<CadesObject> {
  const matching = await certificates.Find(BY_THUMBPRINT, thumbprint);
  if ((await matching.Count) === 0)
    throw new CadesProblem('Сертификата больше нет среди личных: подключите ключевой носитель и выберите снова.');
  return matching.Item(1);
}

type StoreWork<T> = (certificates: CadesObject, plugin: Plugin) => Promise<T>;

async function withStore<T>(plugin: Plugin, work: StoreWork<T>): Promise<T> {
  try {
    const store = await plugin.maker.CreateObjectAsync('CAdESCOM.Store');
    await store.Open(CURRENT_USER, 'My', MAXIMUM_ALLOWED);
    try {
      return await work(await store.Certificates, plugin);
    } finally {
      // What went wrong before it is what the person reads.
      await Promise.resolve(store.Close()).catch(() => undefined);
    }
  } catch (failure) {
    throw failure instanceof CadesProblem ? failure : new CadesProblem(wordsOf(failure));
  }
}

/** The plug-in's errors carry a Windows code in their text. */
function wordsOf(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  const known = Object.entries(words).find(([code]) => text.toLowerCase().includes(code));
  return (
    known?.[1] ??
    `Модуль электронной подписи сообщил: ${text}. Повторите; если не поможет, обратитесь к администратору.`
  );
}

const words: Readonly<Record<string, string>> = {
  '0x8010006e': 'Подписание отменено.',
  '0x000004c7': 'Подписание отменено.',
  '0x80090016': 'Закрытого ключа нет: подключите ключевой носитель и повторите.',
  '0x8009001f': 'Ключевой носитель не отвечает: подключите его и повторите.',
  '0x8010006b': 'Пароль ключа неверен.',
  '0x8007065b': 'Истекла лицензия КриптоПро CSP. Обратитесь к администратору.',
  '0x80070005':
    'Этому сайту не разрешено обращаться к ключам: ответьте «Да» в окне расширения или добавьте адрес сайта в доверенные узлы в его настройках.',
  '0x80090010': 'Нет доступа к ключу: срок его действия мог истечь.',
};

async function readCertificate(certificate: CadesObject): Promise<Omit<BrowserCertificate, 'training'> | undefined> {
  if (!(await certificate.HasPrivateKey())) return undefined;
  const algorithm = await (await certificate.PublicKey()).Algorithm;
  const bits = KEYS.get(await algorithm.Value);
  if (bits === undefined) return undefined;
  const subject = readSubject(await certificate.SubjectName);
  return {
    thumbprint: await certificate.Thumbprint,
    ...{ owner: subject.title, person: subject.person, snils: subject.snils },
    issuer: readSubject(await certificate.IssuerName).title,
    validFrom: new Date(await certificate.ValidFromDate),
    validTo: new Date(await certificate.ValidToDate),
    bits,
  };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/\s/g, '')), (letter) => letter.charCodeAt(0));
}

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  const portion = 32_768;
  for (let at = 0; at < bytes.length; at += portion) binary += String.fromCharCode(...bytes.subarray(at, at + portion));
  return btoa(binary);
}
