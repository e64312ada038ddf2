import type { Retention, ServiceDefinition } from '@reglament/format';
import type { RetentionView } from '../api.gen.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { keptUntil } from '../retention/kept-until.ts';
import { titleOf } from '../rule/title.ts';

/** What an act takes: a case, or a request that another body has sent. */
export type KeptKind = 'application' | 'incomingRequest';

/** Stands where a service does, for requests that other bodies have sent: codes of services have no colon. */
export const INCOMING = ':incoming';

export function kindOf(service: string): KeptKind {
  return service === INCOMING ? 'incomingRequest' : 'application';
}

/** What is kept for how long: the newest version of a service says it for all of its cases, the older ones too. */
export interface RetentionTerm {
  /** Or INCOMING. */
  readonly service: string;
  readonly title: string;
  /** Whole years after the year of the end; null: no term is said, or it is kept for ever. */
  readonly years: number | null;
  readonly permanent: boolean;
  /** null: the service says nothing. */
  readonly basis: string | null;
}

export function termOfService(service: Pick<ServiceDefinition, 'code' | 'title' | 'retention'>): RetentionTerm {
  const { code, title, retention } = service;
  return { service: code, title: titleOf(title, 'ru'), ...saidBy(retention) };
}

function saidBy(retention: Retention | undefined): Omit<RetentionTerm, 'service' | 'title'> {
  return {
    years: retention?.years ?? null,
    permanent: retention?.permanent ?? false,
    basis: retention?.basis ?? null,
  };
}

/** Of what other bodies ask: the workplace of the body says it. */
export function incomingTerm(definitions: Pick<DefinitionStore, 'findLatest'>, workplace: string): RetentionTerm {
  const retention = definitions.findLatest('workplace', workplace)?.content.incoming?.retention;
  return { service: INCOMING, title: 'Входящие запросы', ...saidBy(retention) };
}

/** Of every service there is, by its newest version. */
export function termsOf(definitions: Pick<DefinitionStore, 'list'>): readonly RetentionTerm[] {
  return definitions.list('service').map(({ content }) => termOfService(content));
}

/** What a card says of it; null: the service says nothing. */
export function retentionView(
  { years, permanent, basis }: RetentionTerm,
  endedOn: string | null,
): RetentionView | null {
  if (basis === null) return null;
  return { years, permanent, basis, keptUntil: endedOn === null || years === null ? null : keptUntil(endedOn, years) };
}

/** A case that ended before this day is kept no longer: `keptUntil` of it has passed. */
export function endedBefore(today: string, years: number): string {
  return `${String(yearOf(today) - years).padStart(4, '0')}-01-01`;
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
