import type { ChainProblem, ChainVerdict, CmsProblem, CmsSignature, GostCertificate } from '@reglament/gost';
import type { SignatureStatus, SignatureVerdict } from '@reglament/sdk';
import { demonstrationAuthority } from './demonstration.ts';

/** What is found of one signature, in words. Pure. */
export function verdictOf(signature: CmsSignature, chain: ChainVerdict | undefined): SignatureVerdict {
  const { certificate, signedAt, problem } = signature;
  const facts = { ...(certificate && factsOf(certificate)), ...(signedAt && { signedAt }) };
  if (problem || !certificate || !chain) {
    const { status, text } = problems[problem ?? 'noCertificate'];
    return { valid: false, status, text, ...facts };
  }
  const { status, ...words } = trustOf(certificate, chain);
  return { valid: status === 'valid', status, ...words, ...facts };
}

/** The file of the signature itself is of no use. */
export function unreadable(message: string): SignatureVerdict {
  return { valid: false, status: 'broken', text: `${message}. Подпишите документ заново.` };
}

function factsOf({ owner, issuer, serial, validFrom, validTo }: GostCertificate) {
  return { owner, issuer, serial, validFrom, validTo };
}

interface Words {
  readonly status: SignatureStatus;
  readonly text: string;
  readonly training?: true;
}

const problems = {
  noContent: { status: 'unknown', text: 'Не дано содержание, под которым стоит подпись.' },
  noCertificate: {
    status: 'unknown',
    text: 'В файле подписи нет сертификата подписавшего: проверить её нечем. Подпишите документ заново, включив сертификат.',
  },
  unknownAlgorithm: {
    status: 'unknown',
    text: 'Подписано не по ГОСТ Р 34.10-2012: такая подпись здесь не проверяется.',
  },
  contentChanged: {
    status: 'broken',
    text: 'Подпись не от этого содержания: документ изменён после подписания или подпись от другого файла.',
  },
  signatureBroken: { status: 'broken', text: 'Подпись не верна: она не подходит к содержанию и сертификату.' },
  otherCertificate: {
    status: 'broken',
    text: 'Подпись не верна: она сделана с другим сертификатом, чем приложен к ней.',
  },
  malformed: { status: 'broken', text: 'Файл подписи составлен с ошибкой. Подпишите документ заново.' },
} as const satisfies Record<CmsProblem, Words>;

function trustOf(certificate: GostCertificate, chain: ChainVerdict): Words {
  if (chain.problem) return distrust[chain.problem](certificate, chain);
  if (isDemonstration(chain)) {
    const text = `Учебная подпись, юридической силы не имеет. Она верна: ${certificate.owner}.`;
    return { status: 'valid', text, training: true };
  }
  return { status: 'valid', text: `Подпись верна: ${certificate.owner}.${revocationWords[chain.revocation]}` };
}

function isDemonstration({ chain }: ChainVerdict): boolean {
  const last = chain.at(-1);
  return last !== undefined && Buffer.compare(last.content, demonstrationAuthority().content) === 0;
}

const but = (status: SignatureStatus, text: string): Words => ({
  status,
  text: `Подпись подходит к документу, но ${text}.`,
});

/** Whose certificate it is about. */
const whose = (certificate: GostCertificate, { about }: ChainVerdict) =>
  about === certificate ? 'сертификат подписавшего' : `сертификат центра «${about.owner}»`;

const distrust = {
  untrusted: ({ issuer }) => but('untrusted', `сертификат выдал центр «${issuer}», которого нет среди разрешённых`),
  expired: (certificate, chain) =>
    but('expired', `${whose(certificate, chain)} истёк ${dateText(chain.about.validTo)}`),
  notYetValid: (certificate, chain) =>
    but('expired', `${whose(certificate, chain)} начинает действовать только ${dateText(chain.about.validFrom)}`),
  revoked: (certificate, chain) =>
    but('revoked', `${whose(certificate, chain)} отозван${chain.revokedAt ? ` ${dateText(chain.revokedAt)}` : ''}`),
  notForSigning: () => but('untrusted', 'её сертификат выдан не для подписания'),
  unknownExtension: () => but('untrusted', 'в сертификате есть обязательное ограничение, которое здесь не известно'),
} as const satisfies Record<ChainProblem, (certificate: GostCertificate, chain: ChainVerdict) => Words>;

const revocationWords = {
  checked: '',
  stale: ' Список отозванных сертификатов устарел: отзыв проверен по прежнему.',
  unchecked: ' Отзыв сертификата не проверялся: нет списка отозванных.',
} as const satisfies Record<ChainVerdict['revocation'], string>;

/** `дд.мм.гггг` by Moscow: dates of certificates are told by it. */
function dateText(date: Date): string {
  return date.toLocaleDateString('ru-RU', {
    timeZone: 'Europe/Moscow',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
}
