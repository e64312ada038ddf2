/** What is said of a power of attorney. Pure. */
import type { ApiTypes } from '@reglament/core/api';
import { dateText } from '../ui/format.ts';

type Attorney = ApiTypes['SignedByAttorney'];

export function attorneyText({
  number,
  principal,
  from,
  until,
}: Pick<Attorney, 'number' | 'principal' | 'from' | 'until'>): string {
  return `МЧД № ${number}, доверитель: ${principal.name}, действует ${dateText(from)}–${dateText(until)}`;
}

/** Whether whoever gave it has signed it, as far as could be told. */
export function sealText(seal: Attorney['seal']): string {
  if (seal === null) return 'Не приложена';
  const whose = seal.signers.join('; ') || 'Подписавший не назван';
  return `${whose}. ${seal.verdict === null ? 'Не проверена: у ведомства нет подключения подписи.' : seal.verdict.text}`;
}
