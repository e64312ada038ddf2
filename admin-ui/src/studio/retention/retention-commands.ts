import type { Retention, ServiceDefinition, Workplace } from '@reglament/format';
import { firstWords } from '../first-words.ts';
import { cleaned } from '../list-commands.ts';

/** `unsaid`: nothing is said, and nothing is ever destroyed. */
export type Keeping = 'unsaid' | 'years' | 'permanent';

const USUAL_YEARS = 5;

export function keepingOf(retention: Retention | undefined): Keeping {
  if (retention === undefined) return 'unsaid';
  return retention.years === undefined ? 'permanent' : 'years';
}

/** How the term changes; undefined: nothing is said any more. The very same object: nothing has changed. */
export type Keep = (retention: Retention | undefined) => Retention | undefined;

/** What it stands on stays: it is another term of the same papers. */
export function keptAs(keeping: Keeping): Keep {
  return (retention) => {
    if (keeping === 'unsaid') return undefined;
    const { years: _years, permanent: _permanent, ...ground } = retention ?? { basis: firstWords.keepingBasis };
    const term = keeping === 'years' ? { years: USUAL_YEARS } : { permanent: true as const };
    return { ...term, ...ground };
  };
}

/** Years that are being typed anew stay what they were: without them nothing would be said. */
export function keptWith(key: string, value: unknown): Keep {
  return (retention) => {
    if (retention === undefined || (key === 'years' && value === undefined)) return retention;
    return cleaned({ ...retention, [key]: value }) as Retention;
  };
}

/** Of the cases of a service. Its place in the file stays. */
export function withRetention(service: ServiceDefinition, keep: Keep): ServiceDefinition {
  const { retention, ...silent } = service;
  const next = keep(retention);
  if (next === retention) return service;
  return next === undefined ? silent : { ...service, retention: next };
}

/** Of the requests that other bodies send. */
export function withIncomingRetention(workplace: Workplace, keep: Keep): Workplace {
  const { incoming, ...silent } = workplace;
  const next = keep(incoming?.retention);
  if (next === incoming?.retention) return workplace;
  return next === undefined ? silent : { ...workplace, incoming: { retention: next } };
}
