import { Loading, Notice } from '@reglament/runtime-ui/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { readDraft } from '../draft-ahead.ts';
import { openedOf } from '../draft-queries.ts';
import type { DraftSession } from '../draft-session.ts';
import { partTitle } from '../versions/change-text.ts';
import type { ConflictPlace } from './conflict-places.ts';

interface ConflictNoticeProps {
  draftId: string;
  session: DraftSession;
  problem: string;
}

/** Two changed one place: nothing is merged by guess, the person chooses, place by place. */
export function ConflictNotice({ draftId, session, problem }: ConflictNoticeProps) {
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const { data } = useQuery({
    queryKey: ['admin', 'conflict', draftId, problem],
    queryFn: async () => openedOf(await readDraft(draftId)),
    staleTime: 0,
    gcTime: 0,
  });
  const places = data === undefined ? undefined : session.conflictWith(data);
  const choose = (at: string, own: boolean) =>
    setTheirs(new Set([...theirs].filter((one) => one !== at).concat(own ? [] : [at])));
  return (
    <Notice
      tone="warning"
      actions={
        <>
          <Button type="primary" disabled={data === undefined} onClick={() => data && session.insist(data, theirs)}>
            Записать выбранное
          </Button>
          <Button disabled={data === undefined} onClick={() => data && session.replace(data)}>
            Взять чужое, своё отбросить
          </Button>
        </>
      }
    >
      {problem} Пока вы не выбрали, ваши правки остаются на этом экране и не сохраняются.
      {places === undefined ? <Loading /> : <PlaceTable {...{ places, theirs, onChoose: choose }} />}
    </Notice>
  );
}

interface PlaceTableProps {
  places: readonly ConflictPlace[];
  theirs: ReadonlySet<string>;
  onChoose: (at: string, own: boolean) => void;
}

function PlaceTable({ places, theirs, onChoose }: PlaceTableProps) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Места, которые изменили оба</caption>
      <thead>
        <tr>
          <th scope="col">Место</th>
          <th scope="col">Было</th>
          <th scope="col">У другого</th>
          <th scope="col">У вас</th>
          <th scope="col">Что оставить</th>
        </tr>
      </thead>
      <tbody>
        {places.map(({ at, of, before, theirs: other, mine }) => (
          <tr key={at}>
            <td data-label="Место">
              <div>
                {of === '' ? partTitle(at) : `${partTitle(at)}: ${of}`}
                <code className="rg-block rg-muted">{at}</code>
              </div>
            </td>
            <td data-label="Было">{before}</td>
            <td data-label="У другого">{other || 'удалено'}</td>
            <td data-label="У вас">{mine || 'удалено'}</td>
            <td data-label="Что оставить">
              <Radio.Group
                aria-label={`Что оставить: ${of} ${at}`}
                value={theirs.has(at) ? 'theirs' : 'mine'}
                options={[
                  { value: 'mine', label: 'моё' },
                  { value: 'theirs', label: 'чужое' },
                ]}
                onChange={({ target }) => onChoose(at, target.value === 'mine')}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
