/** What was typed into the look-up: which identifier it is, or what is wrong with it. Pure. */
import { checkInn, checkOgrn, checkOgrnip, checkSnils, type Verdict } from '@reglament/core/rules';

type NumberKind = 'snils' | 'inn' | 'ogrn' | 'ogrnip';

export interface KnownNumber {
  kind: NumberKind;
  digits: string;
}

export type Identified = ({ ok: true } & KnownNumber) | { ok: false; message: string };

function named(kind: NumberKind, digits: string, verdict: Verdict): Identified {
  return verdict.ok ? { ok: true, digits, kind } : { ok: false, message: verdict.message };
}

/** СНИЛС 11 digits, ИНН 10 or 12, ОГРН 13, ОГРНИП 15. */
export function identify(text: string): Identified {
  const digits = text.replace(/\D/g, '');
  switch (digits.length) {
    case 11:
      return named('snils', digits, checkSnils(digits));
    case 10:
    case 12:
      return named('inn', digits, checkInn(digits));
    case 13:
      return named('ogrn', digits, checkOgrn(digits));
    case 15:
      return named('ogrnip', digits, checkOgrnip(digits));
    default:
      return { ok: false, message: 'Введите СНИЛС (11 цифр), ИНН (10 или 12), ОГРН (13) или ОГРНИП (15)' };
  }
}
