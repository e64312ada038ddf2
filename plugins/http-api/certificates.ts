import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type Host, ProviderError } from '@reglament/sdk';
import type { HttpApiConfig } from './config.ts';

interface Certified {
  readonly host: Host<HttpApiConfig>;
  /** Its own, that the server is shown. */
  readonly certificate?: X509Certificate;
}

/** The host whose calls show the certificate of the settings and trust the roots of theirs. @throws ProviderError */
export function withCertificates(host: Host<HttpApiConfig>): Certified {
  const { clientCertificate, clientKey, trustedRoots } = host.config;
  const certificate = pemIn(clientCertificate, 'CERTIFICATE', 'Сертификат клиента');
  const key = pemIn(clientKey, 'PRIVATE KEY', 'Закрытый ключ сертификата клиента');
  const roots = pemIn(trustedRoots, 'CERTIFICATE', 'Сертификат, которому верить,');
  if (certificate === undefined && key === undefined && roots === undefined) return { host };
  if ((certificate === undefined) !== (key === undefined)) {
    throw wrong('Для mTLS нужны оба: сертификат клиента и его закрытый ключ');
  }
  const identity = {
    ...(certificate === undefined || key === undefined ? {} : { certificate, key }),
    ...(roots === undefined ? {} : { roots }),
  };
  const own = certificate === undefined || key === undefined ? {} : { certificate: matched(certificate, key) };
  if (roots !== undefined) parsed(roots, 'Сертификат, которому верить,');
  return { host: { ...host, ...host.clientOf(identity) }, ...own };
}

/** Whole again: a field of one line has made spaces of the line breaks. */
function pemIn(text: string | undefined, label: string, title: string): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const block = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, 'g');
  const blocks = [...text.matchAll(block)].map(([, body = '']) => {
    const lines = body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n');
  });
  if (blocks.length === 0) throw wrong(`${title} не читается: нужен текст PEM, от BEGIN ${label} до END`);
  return `${blocks.join('\n')}\n`;
}

function parsed(pem: string, title: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw wrong(`${title} не читается: это не сертификат X.509`, cause);
  }
}

function matched(certificate: string, key: string): X509Certificate {
  const found = parsed(certificate, 'Сертификат клиента');
  let isOwn: boolean;
  try {
    isOwn = found.checkPrivateKey(createPrivateKey(key));
  } catch (cause) {
    throw wrong('Закрытый ключ сертификата клиента не читается: нужен PEM (PKCS#8) без пароля', cause);
  }
  if (!isOwn) throw wrong('Закрытый ключ – не от этого сертификата клиента');
  return found;
}

function wrong(text: string, cause?: unknown): ProviderError {
  return new ProviderError('wrongCertificate', `${text}. Исправьте настройки подключения.`, { retry: 'never', cause });
}
