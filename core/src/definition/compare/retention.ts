import type { Retention, ServiceDefinition } from '@reglament/format';
import { plural } from '../../rule/russian.ts';
import { type Change, harmless, same } from './change.ts';
import { textChange } from './words.ts';

type Pair = readonly [before: ServiceDefinition, after: ServiceDefinition];

/** How long cases are kept concerns no case that is being worked on. */
export function retentionChanges([{ retention: old }, { retention: now }]: Pair): Change[] {
  if (same(old, now)) return [];
  if (termText(old) !== termText(now)) {
    const text = `Срок хранения заявок: прежде – ${termText(old)}, теперь – ${termText(now)}`;
    return [harmless(['retentionChanged', '/retention', text])];
  }
  if (old?.basis !== now?.basis) {
    const text = `Основание срока хранения: ${textChange(old?.basis, now?.basis)}`;
    return [harmless(['retentionBasisChanged', '/retention/basis', text])];
  }
  const mark = now?.check
    ? 'Срок хранения заявок отмечен «Проверить»'
    : 'Со срока хранения заявок снята отметка «Проверить»';
  return [harmless(['retentionBasisChanged', '/retention/check', mark])];
}

function termText(retention: Retention | undefined): string {
  if (retention === undefined) return 'не указан';
  const { years } = retention;
  return years === undefined ? 'постоянно' : `${years} ${plural(years, ['год', 'года', 'лет'])}`;
}
