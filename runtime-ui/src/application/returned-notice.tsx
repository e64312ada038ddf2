import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { ApplicationCard, ServiceView } from '../api.ts';
import { request } from '../client.ts';
import { useMe } from '../session/me.ts';
import { instantText, plural } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';
import { contentOf } from './content.ts';
import { DifferenceTable } from './difference-table.tsx';
import { historyQuery } from './queries.ts';
import { changesSinceReturn, type ReturnedChange } from './returned-changes.ts';

const none: readonly ReturnedChange[] = [];
const working = new Set<ApplicationCard['phase']>(['received', 'inProgress', 'awaitingApproval', 'awaitingSignature']);

function awayStates({ workflow }: ServiceView): ReadonlySet<string> {
  const states = workflow.states as readonly { title: string | { ru: string }; phase: string }[];
  return new Set(
    states
      .filter(({ phase }) => phase === 'waitingApplicant')
      .map(({ title }) => (typeof title === 'string' ? title : title.ru)),
  );
}

/** What was changed while the application was with the applicant; nothing while it is there still. */
export function useReturnedChanges(card: ApplicationCard, service: ServiceView): readonly ReturnedChange[] {
  const away = useMemo(() => awayStates(service), [service]);
  const enabled = away.size > 0 && working.has(card.phase);
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({ ...historyQuery(card.id), enabled });
  const more = enabled && hasNextPage && !isFetching;
  // The oldest come first, and the last return may stand on the last page.
  useEffect(() => {
    if (more) void fetchNextPage();
  }, [more, fetchNextPage]);
  return useMemo(() => {
    if (!enabled || !data || hasNextPage) return none;
    const entries = data.pages.flatMap(({ items }) => items);
    return changesSinceReturn({ entries, away, now: contentOf(card) });
  }, [enabled, data, hasNextPage, away, card]);
}

interface ReturnedNoticeProps {
  card: ApplicationCard;
  service: ServiceView;
  changes: readonly ReturnedChange[];
  /** To the field itself. */
  onGo: (change: ReturnedChange) => void;
}

/** «Что изменилось»: who, when, what was and what is, each line leading to its field. */
export function ReturnedNotice({ card, service, changes, onGo }: ReturnedNoticeProps) {
  const { organisation } = useMe();
  const [last] = changes.toSorted((one, other) => other.at.localeCompare(one.at));
  if (!last) return null;
  const who = [...new Set(changes.map((one) => one.who))].join(', ');
  const title = `После возврата на доработку изменено: ${plural(changes.length, ['поле', 'поля', 'полей'])}`;
  return (
    <Notice tone="info" title={title} actions={<SeenButton id={card.id} />}>
      {who}, {instantText(last.at, organisation.timeZone)}
      <DifferenceTable
        service={service}
        content={contentOf(card)}
        heads={['Было', 'Стало']}
        rows={changes.map((change) => ({
          ...{ part: change.part, pointer: change.pointer, left: change.before, right: change.after },
          onGo: () => onGo(change),
        }))}
      />
    </Notice>
  );
}

/** Lit for whoever works on the case until one of them has looked; the history says who. */
function SeenButton({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const see = async () => {
    setBusy(true);
    try {
      await request(`/api/applications/${id}/changes-seen`, { method: 'POST' });
      announce('Отмечено: исправления просмотрены');
      await queryClient.invalidateQueries({ queryKey: ['application', id] });
    } catch (failure) {
      message.error(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} onClick={() => void see()}>
      Просмотрено
    </Button>
  );
}

/** Beside a changed value in the reader; the line of the notice leads here. */
export function ChangedMark({ part, field }: { part: string; field: string }) {
  return (
    <span className="rg-changed-mark" id={changedId(part, field)} tabIndex={-1}>
      изменено
    </span>
  );
}

function changedId(part: string, field: string): string {
  return `changed-${part}-${field}`;
}

export function goToMark({ part, pointer }: ReturnedChange): void {
  const mark = document.getElementById(changedId(part, pointer.split('/')[1] ?? ''));
  mark?.focus();
  mark?.scrollIntoView({ block: 'center' });
}
