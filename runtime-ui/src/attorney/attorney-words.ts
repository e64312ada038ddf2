/** What is said of a power of attorney. Pure. */
import type { ApiTypes } from '@reglament/core/api';
import { dateText } from '../ui/format.ts';

type Facts = Pick<ApiTypes['SignedByAttorney'], 'number' | 'principal' | 'from' | 'until'>;

export function attorneyText({ number, principal, from, until }: Facts): string {
  return `МЧД № ${number}, доверитель: ${principal.name}, действует ${dateText(from)}–${dateText(until)}`;
}
