import { GostError, readCertificate } from '@reglament/gost';
import type { SignatureVerdict } from '@reglament/sdk';
import type { ElementVerdict } from '../xml-signature/verify.ts';

export interface Trust {
  /** DER of the certificates that СМЭВ signs with; empty: any. */
  readonly smev: readonly Uint8Array[];
  readonly now: Date;
  /** When the message was given to СМЭВ, by СМЭВ's own word. */
  readonly sentAt: Date | undefined;
}

const places = {
  smev: 'Подпись СМЭВ',
  sender: 'Подпись системы отправителя',
  personal: 'Подпись должностного лица',
  other: 'Подпись',
} as const satisfies Record<ElementVerdict['place'], string>;

/** What was found out about the signatures of a message, for the engine and for a person. */
export function verdictsOf(found: readonly ElementVerdict[], trust: Trust): SignatureVerdict[] {
  return found.map((verdict) => {
    const name = places[verdict.place];
    const { certificate } = verdict;
    if (!verdict.valid || certificate === undefined) {
      return { valid: false, text: `${name} не верна: ${verdict.problem ?? 'нет сертификата'}` };
    }
    try {
      return judgeCertificate({ name, place: verdict.place, certificate }, trust);
    } catch (error) {
      if (error instanceof GostError) return { valid: false, text: `${name} не верна: ${error.message}` };
      throw error;
    }
  });
}

interface Made {
  readonly name: string;
  readonly place: ElementVerdict['place'];
  readonly certificate: Uint8Array;
}

function judgeCertificate({ name, place, certificate }: Made, { smev, now, sentAt }: Trust): SignatureVerdict {
  const { owner, validFrom, validTo } = readCertificate(certificate);
  const isSmev = place === 'smev';
  // A message may lie in the queue for weeks: its sender's certificate had to be good when it was sent, СМЭВ's is now.
  const moment = isSmev ? now : (sentAt ?? now);
  if (moment < validFrom || moment > validTo) {
    const text = `${name} не верна: срок действия сертификата (${owner}) истёк или не наступил`;
    return { valid: false, text, owner };
  }
  if (isSmev && smev.length > 0 && !smev.some((known) => Buffer.from(known).equals(certificate))) {
    const text = `${name} не верна: сертификата (${owner}) нет среди заданных в настройках подключения`;
    return { valid: false, status: 'untrusted', text, owner };
  }
  return { valid: true, text: `${name} верна: ${owner}`, owner, ...(sentAt === undefined ? {} : { signedAt: sentAt }) };
}
