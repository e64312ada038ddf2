import { type OwnerFault, ownerFault, type Signatory } from '@reglament/core/rules';
import type { BrowserCertificate } from './cades.ts';

/** Why a certificate is of no use now, on a tag; undefined: it may sign. */
export function faultOf(certificate: BrowserCertificate, me: Signatory, now: Date): string | undefined {
  if (certificate.validTo < now) return 'Срок истёк';
  if (certificate.validFrom > now) return 'Ещё не действует';
  return ownerFaultOf(certificate, me);
}

/** Why it is not this person's; the server says the same at length. */
export function ownerFaultOf(certificate: BrowserCertificate, me: Signatory): string | undefined {
  const fault = ownerFault(certificate, me);
  return fault && ownerWords[fault];
}

const ownerWords = {
  foreignSnils: 'На другое лицо',
  foreignName: 'На другое лицо',
  noSnils: 'Без СНИЛС сотрудника',
  noOwnSnils: 'У вас не указан СНИЛС',
  noPerson: 'Без имени сотрудника',
} as const satisfies Record<OwnerFault, string>;
