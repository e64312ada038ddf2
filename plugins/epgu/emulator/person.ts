import type { JsonObject } from '@reglament/sdk';

const textAt = (data: JsonObject, field: string) => (typeof data[field] === 'string' ? data[field] : '');

/** What an account is known by. */
export function personKey(data: JsonObject): string {
  return textAt(data, 'snils') || textAt(data, 'ogrn') || personTitle(data);
}

export function personTitle(data: JsonObject): string {
  const names = ['surname', 'name', 'patronymic'].map((field) => textAt(data, field)).filter((name) => name !== '');
  return textAt(data, 'shortTitle') || textAt(data, 'title') || names.join(' ');
}
