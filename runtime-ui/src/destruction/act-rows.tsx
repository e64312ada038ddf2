import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Card } from '../ui/card.tsx';
import { dateText } from '../ui/format.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { useRowWalk } from '../ui/row-walk.ts';
import { Tag } from '../ui/status-tag.tsx';
import { rowLook, titleOfKept } from './destruction-words.ts';
import { actRowsQuery, type DestructionAct, type DestructionItem, type DestructionRow } from './queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { CaseNumber, useOpens } from './service-cases-screen.tsx';
import type { ActCommands } from './use-act-commands.ts';

interface ActRowsProps {
  one: DestructionAct;
  commands: ActCommands;
}

/** The cases of an act; while it is only drawn up each can be left out, with a reason, and taken back. */
export function ActRows({ one, commands }: ActRowsProps) {
  const list = useInfiniteQuery(actRowsQuery(one.act.id));
  const [leaving, setLeaving] = useState<DestructionRow>();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const begin = (row: DestructionRow) => {
    commands.clear();
    setLeaving(row);
  };
  return (
    <Card title={one.act.requests > 0 ? 'Заявки и запросы' : 'Заявки'}>
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={() => list.refetch()}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {items.length > 0 ? (
        <Rows
          items={items}
          heads={headsOf[one.act.requests > 0 ? 'both' : 'cases']}
          status={one.act.status}
          {...{ commands }}
          onLeaveOut={begin}
        />
      ) : null}
      {list.isSuccess && items.length === 0 ? <p className="rg-muted">В акте ничего нет.</p> : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
            Показать ещё
          </Button>
        </div>
      ) : null}
      {leaving ? (
        <ReasonDialog
          {...wordsOf(leaving)}
          button="Исключить"
          failure={commands.failure}
          busy={commands.busy === 'exclude'}
          onClose={() => setLeaving(undefined)}
          onSubmit={async (reason) => {
            if (await commands.exclude(leaving.application, reason)) setLeaving(undefined);
          }}
        />
      ) : null}
    </Card>
  );
}

const wordsOf = ({ kind, number }: DestructionRow) =>
  kind === 'application'
    ? {
        title: `Исключить из акта заявку № ${number ?? '—'}`,
        lead: 'Данные этой заявки останутся. До утверждения акта её можно вернуть.',
        label: 'Почему заявка исключается',
      }
    : {
        title: `Исключить из акта входящий запрос № ${number ?? '—'}`,
        lead: 'Данные этого запроса останутся. До утверждения акта его можно вернуть.',
        label: 'Почему запрос исключается',
      };

const headsOf = {
  cases: ['Заявка', 'Услуга', 'Заявитель', 'Завершена', 'Хранится по', 'Что с ней'],
  both: ['Заявка или запрос', 'Услуга', 'О ком', 'Завершено', 'Хранится по', 'Что стало'],
} as const;

interface RowsProps {
  items: readonly DestructionRow[];
  heads: (typeof headsOf)[keyof typeof headsOf];
  /** Of the act: only of one that is drawn up rows can be left out. */
  status: DestructionItem['status'];
  commands: ActCommands;
  onLeaveOut: (row: DestructionRow) => void;
}

function Rows({ items, ...own }: RowsProps) {
  const table = useRowWalk();
  const { heads } = own;
  return (
    <table className="rg-table" ref={table}>
      <caption className="rg-visually-hidden">Заявки в акте</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          {own.status === 'prepared' ? (
            <th scope="col" className="rg-actions-head">
              Действия
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <Row key={row.application} row={row} {...own} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, heads, status, commands, onLeaveOut }: Omit<RowsProps, 'items'> & { row: DestructionRow }) {
  const opens = useOpens(row.service.code);
  return (
    <tr>
      <td data-label={heads[0]}>
        <CaseNumber kind={row.kind} id={row.application} number={row.number} opens={opens} />
      </td>
      <td data-label={heads[1]}>{titleOfKept(row.service)}</td>
      <td data-label={heads[2]}>{subjectOf(row)}</td>
      <td data-label={heads[3]}>{dateText(row.endedOn)}</td>
      <td data-label={heads[4]}>{dateText(row.keptUntil)}</td>
      <td data-label={heads[5]}>
        <Fate row={row} act={status} />
      </td>
      {status === 'prepared' ? (
        <td className="rg-actions-cell">
          {row.status === 'excluded' ? (
            <Button
              size="small"
              aria-label={`Вернуть в акт: ${row.number ?? '—'}`}
              onClick={() => void commands.include(row.application)}
            >
              Вернуть в акт
            </Button>
          ) : (
            <Button
              size="small"
              aria-label={`Исключить: ${row.number ?? '—'}`}
              aria-haspopup="dialog"
              onClick={() => onLeaveOut(row)}
            >
              Исключить
            </Button>
          )}
        </td>
      ) : null}
    </tr>
  );
}

function subjectOf({ kind, applicant }: DestructionRow): string {
  if (!applicant) return '—';
  return kind === 'application' ? applicant : `Спрашивал: ${applicant}`;
}

/** What became of the case, and why if it is still whole. */
function Fate({ row, act }: { row: DestructionRow; act: DestructionItem['status'] }) {
  const { status, reason, obstacle, categories } = row;
  const { tone, title } = rowLook(status, act);
  const words = status === 'done' ? categories.join('; ') : (reason ?? obstacle);
  return (
    <div>
      <Tag tone={tone}>{title}</Tag>
      {words ? <div className="rg-hint">{words}</div> : null}
    </div>
  );
}
