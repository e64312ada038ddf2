import type { Retention, ServiceDefinition, Workplace } from '@reglament/format';
import { plural } from '../../rule/russian.ts';
import { type Change, harmless, same } from './change.ts';
import { textChange } from './words.ts';

/** How long cases are kept concerns no case that is being worked on. */
export function retentionChanges([before, after]: readonly [ServiceDefinition, ServiceDefinition]): Change[] {
  return changesOf([before.retention, after.retention], '/retention', 'заявок');
}

/** Nor does it concern a request that waits for its answer. */
export function workplaceChanges([before, after]: readonly [Workplace, Workplace]): Change[] {
  return changesOf([before.incoming?.retention, after.incoming?.retention], '/incoming/retention', 'входящих запросов');
}

type Pair = readonly [before: Retention | undefined, after: Retention | undefined];

function changesOf([old, now]: Pair, pointer: string, of: 'заявок' | 'входящих запросов'): Change[] {
  if (same(old, now)) return [];
  if (termText(old) !== termText(now)) {
    const text = `Срок хранения ${of}: прежде – ${termText(old)}, теперь – ${termText(now)}`;
    return [harmless(['retentionChanged', pointer, text])];
  }
  if (old?.basis !== now?.basis) {
    const text = `Основание срока хранения: ${textChange(old?.basis, now?.basis)}`;
    return [harmless(['retentionBasisChanged', `${pointer}/basis`, text])];
  }
  const mark = now?.check
    ? `Срок хранения ${of} отмечен «Проверить»`
    : `Со срока хранения ${of} снята отметка «Проверить»`;
  return [harmless(['retentionBasisChanged', `${pointer}/check`, mark])];
}

function termText(retention: Retention | undefined): string {
  if (retention === undefined) return 'не указан';
  const { years } = retention;
  return years === undefined ? 'постоянно' : `${years} ${plural(years, ['год', 'года', 'лет'])}`;
}
