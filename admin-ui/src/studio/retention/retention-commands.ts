import type { Retention, ServiceDefinition } from '@reglament/format';
import { firstWords } from '../first-words.ts';
import { cleaned } from '../list-commands.ts';

/** `unsaid`: nothing is said, and nothing is ever destroyed. */
export type Keeping = 'unsaid' | 'years' | 'permanent';

const USUAL_YEARS = 5;

export function keepingOf(retention: Retention | undefined): Keeping {
  if (retention === undefined) return 'unsaid';
  return retention.years === undefined ? 'permanent' : 'years';
}

/** What it stands on stays: it is another term of the same papers. So does its place in the file. */
export function withKeeping(service: ServiceDefinition, keeping: Keeping): ServiceDefinition {
  const { retention, ...silent } = service;
  if (keeping === 'unsaid') return silent;
  const { years: _years, permanent: _permanent, ...ground } = retention ?? { basis: firstWords.keepingBasis };
  const term = keeping === 'years' ? { years: USUAL_YEARS } : { permanent: true as const };
  return { ...service, retention: { ...term, ...ground } };
}

/** Years that are being typed anew stay what they were: without them nothing would be said. */
export function withKept(service: ServiceDefinition, key: string, value: unknown): ServiceDefinition {
  const { retention } = service;
  if (retention === undefined || (key === 'years' && value === undefined)) return service;
  return { ...service, retention: cleaned({ ...retention, [key]: value }) as Retention };
}
