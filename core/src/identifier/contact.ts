import { compact, failed, passed, type Verdict } from './verdict.ts';

/** Ways to reach a person. */

/** `8 (900) 123-45-67` and `9001234567` → `+79001234567`; a foreign number keeps its own code. */
export function normalizePhone(text: string): string {
  const digits = compact(text).replace(/\./g, '');
  if (/^8\d{10}$/.test(digits)) return `+7${digits.slice(1)}`;
  if (/^7\d{10}$/.test(digits)) return `+${digits}`;
  if (/^[3489]\d{9}$/.test(digits)) return `+7${digits}`;
  return digits;
}

/** `+7 (900) 123-45-67`; a foreign number stays as it is. */
export function formatPhone(text: string): string {
  const phone = normalizePhone(text);
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  if (parts === null) return text;
  return `+7 (${parts[1]}) ${parts[2]}-${parts[3]}-${parts[4]}`;
}

/** E.164: up to 15 digits after the plus; a Russian number has exactly 11. */
export function checkPhone(text: string): Verdict {
  const phone = normalizePhone(text);
  const sound = phone.startsWith('+7') ? /^\+7\d{10}$/.test(phone) : /^\+[1-9]\d{7,14}$/.test(phone);
  return sound ? passed : failed('Укажите телефон с кодом, например +7 900 123-45-67');
}

const MAX_EMAIL_LENGTH = 254;

export function normalizeEmail(text: string): string {
  return text.trim();
}

/** One «@», a name without spaces before it and a domain with a dot after it; whether it exists only a letter can tell. */
export function checkEmail(text: string): Verdict {
  const email = normalizeEmail(text);
  const at = email.lastIndexOf('@');
  const name = email.slice(0, at);
  const domain = email.slice(at + 1);
  const sound =
    email.length <= MAX_EMAIL_LENGTH &&
    /^[^\s@"(),:;<>[\\\]]{1,64}$/.test(name) &&
    /^[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?(?:\.[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?)+$/u.test(domain);
  return sound ? passed : failed('Укажите адрес электронной почты, например ivanov@example.ru');
}
