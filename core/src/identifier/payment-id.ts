import { failed, isAllZeros, passed, type Verdict } from './verdict.ts';

/**
 * Identifiers of ГИС ГМП: УИН of a charge has 20 or 25 characters, УИП of a payment 32. Most are digits, some begin with
 * letters; their check digits follow rules of the issuer, so that only the length is judged.
 */
const LENGTHS = [20, 25, 32];

/** Without the spaces and dashes that people write between groups, letters large. */
export function normalizePaymentId(text: string): string {
  return text.replace(/[\s\u00a0–—-]/g, '').toLocaleUpperCase('ru');
}

export function checkPaymentId(text: string): Verdict {
  const id = normalizePaymentId(text);
  if (!LENGTHS.includes(id.length)) {
    return failed('В УИН 20 или 25 знаков, в УИП 32: проверьте, все ли внесены. Если номера нет, оставьте пустым');
  }
  if (!/^[0-9A-ZА-ЯЁ]+$/.test(id)) return failed('УИН и УИП состоят из цифр и букв: уберите другие знаки');
  return isAllZeros(id) ? failed('УИН и УИП не могут состоять из одних нулей: оставьте пустым') : passed;
}
