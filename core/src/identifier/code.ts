import { compact, failed, isDigits, passed, type Verdict } from './verdict.ts';

/** Identifiers with a fixed form and no check digit. */

export function normalizeKpp(text: string): string {
  return text.replace(/[\s\u00a0]/g, '').toUpperCase();
}

export function checkKpp(text: string): Verdict {
  if (/^\d{4}[0-9A-Z]{2}\d{3}$/.test(normalizeKpp(text))) return passed;
  return failed('КПП состоит из 9 знаков: 4 цифры, 2 цифры или заглавные латинские буквы, 3 цифры');
}

export function normalizeOktmo(text: string): string {
  return compact(text);
}

export function checkOktmo(text: string): Verdict {
  const digits = compact(text);
  return isDigits(digits, 8) || isDigits(digits, 11) ? passed : failed('Код ОКТМО состоит из 8 или 11 цифр');
}

export function normalizePassportSeries(text: string): string {
  return compact(text);
}

/** `7301` → `73 01`, as printed in the passport. */
export function formatPassportSeries(text: string): string {
  const digits = compact(text);
  return isDigits(digits, 4) ? `${digits.slice(0, 2)} ${digits.slice(2)}` : text;
}

export function checkPassportSeries(text: string): Verdict {
  return isDigits(compact(text), 4) ? passed : failed('Серия паспорта состоит из 4 цифр, например 73 01');
}

export function checkPassportNumber(text: string): Verdict {
  return isDigits(compact(text), 6) ? passed : failed('Номер паспорта состоит из 6 цифр');
}

/** Series and number of a passport of a citizen of the Russian Federation. */
export function checkPassport(series: string, number: string): Verdict {
  const verdict = checkPassportSeries(series);
  return verdict.ok ? checkPassportNumber(number) : verdict;
}

export function formatDepartmentCode(text: string): string {
  const digits = compact(text);
  return isDigits(digits, 6) ? `${digits.slice(0, 3)}-${digits.slice(3)}` : text;
}

export function normalizeDepartmentCode(text: string): string {
  return formatDepartmentCode(text);
}

export function checkDepartmentCode(text: string): Verdict {
  return isDigits(compact(text), 6) ? passed : failed('Код подразделения состоит из 6 цифр, например 730-001');
}

export function normalizeCadastralNumber(text: string): string {
  return text.replace(/[\s\u00a0]/g, '');
}

export function checkCadastralNumber(text: string): Verdict {
  if (/^\d{2}:\d{2}:\d{6,7}:\d{1,10}$/.test(normalizeCadastralNumber(text))) return passed;
  return failed('Кадастровый номер записывается так: 73:24:010101:25 (округ, район, квартал из 6 или 7 цифр, номер)');
}
