import type { Body } from './body-queries.ts';

export const kinds = [
  { value: 'federal', label: 'Федеральный орган (ФОИВ)' },
  { value: 'regional', label: 'Региональный орган (РОИВ)' },
  { value: 'municipal', label: 'Орган местного самоуправления (ОМСУ)' },
] as const;

export function kindTitle(kind: Body['kind']): string {
  return kinds.find(({ value }) => value === kind)?.label ?? '';
}

/** The zones of the Russian Federation, from west to east. */
export const timeZones = [
  { value: 'Europe/Kaliningrad', label: 'Калининград (МСК−1)' },
  { value: 'Europe/Moscow', label: 'Москва (МСК)' },
  { value: 'Europe/Samara', label: 'Самара (МСК+1)' },
  { value: 'Asia/Yekaterinburg', label: 'Екатеринбург (МСК+2)' },
  { value: 'Asia/Omsk', label: 'Омск (МСК+3)' },
  { value: 'Asia/Krasnoyarsk', label: 'Красноярск (МСК+4)' },
  { value: 'Asia/Irkutsk', label: 'Иркутск (МСК+5)' },
  { value: 'Asia/Yakutsk', label: 'Якутск (МСК+6)' },
  { value: 'Asia/Vladivostok', label: 'Владивосток (МСК+7)' },
  { value: 'Asia/Magadan', label: 'Магадан (МСК+8)' },
  { value: 'Asia/Kamchatka', label: 'Петропавловск-Камчатский (МСК+9)' },
] as const;
