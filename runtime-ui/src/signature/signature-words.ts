/** What is said of a signature. Pure. */
import type { SignatureView } from '../api.ts';
import { instantDateText, instantText } from '../ui/format.ts';
import type { Tone } from '../ui/status-tag.tsx';

export function verdictOf({ verdict }: Pick<SignatureView, 'verdict'>): { tone: Tone; title: string } {
  if (verdict === null) return { tone: 'warning', title: 'Не проверена' };
  return words[verdict.status ?? (verdict.valid ? 'valid' : 'broken')];
}

type Status = NonNullable<NonNullable<SignatureView['verdict']>['status']>;

/** A broken signature and a certificate at fault need different deeds, so they are told apart at a glance. */
const words = {
  valid: { tone: 'success', title: 'Верна' },
  broken: { tone: 'error', title: 'Не верна' },
  revoked: { tone: 'error', title: 'Сертификат отозван' },
  expired: { tone: 'warning', title: 'Срок сертификата истёк' },
  untrusted: { tone: 'warning', title: 'Центр не из разрешённых' },
  unknown: { tone: 'warning', title: 'Проверить нечем' },
} as const satisfies Record<Status, { tone: Tone; title: string }>;

/** When it was looked at last; empty for one that nobody has checked. */
export function checkedText({ verdict }: Pick<SignatureView, 'verdict'>, timeZone: string): string {
  return verdict === null ? '' : `проверено ${instantText(verdict.checkedAt, timeZone)}`;
}

/** Who signed, as the signature itself says. */
export function signersText({ signers }: Pick<SignatureView, 'signers'>): string {
  const names = signers.map(({ name, organisation, serial }) => {
    if (name === null) return serial === null ? 'Подписавший не назван' : `Сертификат № ${serial}`;
    return organisation === null || organisation === name ? name : `${name}, ${organisation}`;
  });
  return names.join('; ');
}

export function detailsText({ signers }: Pick<SignatureView, 'signers'>, timeZone: string): string {
  const [signer] = signers;
  if (signer === undefined || signers.length > 1) return '';
  const { signedAt, serial, validFrom, validTo, name } = signer;
  const parts = [
    signedAt === null ? '' : `подписано ${instantText(signedAt, timeZone)}`,
    serial === null || name === null ? '' : `сертификат № ${serial}`,
    validFrom === null || validTo === null
      ? ''
      : `действует ${instantDateText(validFrom, timeZone)}–${instantDateText(validTo, timeZone)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
