import { readFile } from 'node:fs/promises';
import {
  type CmsSigner,
  type GostPrivateKey,
  gostBackend,
  publicKeyOf,
  readCertificate,
  readPem,
  readPkcs12,
  readPrivateKey,
} from '@reglament/gost';
import type { Host } from '@reglament/sdk';
import { type GostSignatureConfig, PROGRAMS_FOLDER } from './config.ts';
import { demonstrationKey } from './demonstration.ts';
import { openProgram, openService } from './external-signer.ts';
import { inWords, misconfigured } from './failure.ts';
import { openToken, type TokenPlace } from './token.ts';

/** Whoever signs for the body, and the authorities between its certificate and a root. */
export interface OwnKey extends CmsSigner {
  readonly chain: readonly Uint8Array[];
}

/** Where the server has what signs. */
export interface SignerPlaces extends TokenPlace {
  /** Folder of the programs. */
  readonly programs?: string;
}

/** @throws ProviderError in words for whoever set it up */
export async function openOwnKey(host: Host<GostSignatureConfig>, places: SignerPlaces): Promise<OwnKey> {
  const { config, body } = host;
  switch (config.place) {
    case 'none':
      throw misconfigured(
        'noKey',
        'У этого подключения подписи нет ключа: оно только проверяет. Укажите ключ ведомства.',
      );
    case 'demonstration': {
      const { key, certificate } = demonstrationKey(body ?? { id: 'installation', title: 'Установка' });
      return { certificate, chain: [], sign: (bytes) => gostBackend().sign(key, bytes) };
    }
    case 'key': {
      const isPkcs12 = !config.privateKey && /\.(?:pfx|p12)$/i.test(config.keyFile ?? '');
      const { key, ...certificates } = isPkcs12
        ? await readKeyFile(config)
        : { ...readCertificates(config), key: await readKey(config) };
      if (!isPair(key, certificates.certificate)) {
        throw misconfigured('otherKey', 'Закрытый ключ не подходит к сертификату ведомства: это разные пары.');
      }
      return { ...certificates, sign: (bytes) => gostBackend().sign(key, bytes) };
    }
    case 'token': {
      const certificates = readCertificates(config);
      return { ...certificates, sign: openToken(host, certificates.certificate, places) };
    }
    case 'program': {
      const certificates = readCertificates(config);
      const { programs = PROGRAMS_FOLDER } = places;
      return { ...certificates, sign: openProgram(host, { ...certificates, programs }) };
    }
    case 'service': {
      const certificates = readCertificates(config);
      return { ...certificates, sign: openService(host, certificates) };
    }
  }
}

function readCertificates({ certificate = '' }: GostSignatureConfig): Omit<OwnKey, 'sign'> {
  try {
    const [own, ...chain] = readPem(certificate)
      .filter(({ label }) => label === 'CERTIFICATE')
      .map(({ der }) => readCertificate(der));
    if (!own) throw misconfigured('noCertificate', 'Укажите сертификат ведомства в PEM (BEGIN CERTIFICATE).');
    if (!own.publicKey) throw misconfigured('unknownAlgorithm', 'В сертификате ведомства ключ не ГОСТ Р 34.10-2012.');
    return { certificate: own.content, chain: chain.map(({ content }) => content) };
  } catch (error) {
    throw inWords('Сертификат ведомства', error);
  }
}

async function readKey({ privateKey, keyFile }: GostSignatureConfig): Promise<GostPrivateKey> {
  if (!privateKey && !keyFile) throw misconfigured('noKey', 'Укажите закрытый ключ ведомства или файл с ним.');
  try {
    return readPrivateKey(privateKey || (await readFile(keyFile ?? '')));
  } catch (error) {
    throw inWords(privateKey ? 'Закрытый ключ' : `Файл ${keyFile}`, error);
  }
}

/** The certificate in the settings goes before those of the file. */
async function readKeyFile(
  config: GostSignatureConfig,
): Promise<Omit<OwnKey, 'sign'> & { readonly key: GostPrivateKey }> {
  const { keyFile = '', password = '', certificate = '' } = config;
  try {
    const { key, certificates } = readPkcs12(await readFile(keyFile), password);
    if (certificate !== '') return { key, ...readCertificates(config) };
    const own = certificates.find((one) => isPair(key, one));
    if (!own) throw misconfigured('noCertificate', 'в нём нет сертификата этого ключа: укажите его в настройках.');
    return { key, certificate: own, chain: certificates.filter((one) => one !== own) };
  } catch (error) {
    throw inWords(`Файл ${keyFile}`, error);
  }
}

function isPair(key: GostPrivateKey, certificate: Uint8Array): boolean {
  const { x, y } = publicKeyOf(key);
  const { publicKey } = readCertificate(certificate);
  return publicKey?.x === x && publicKey.y === y;
}
