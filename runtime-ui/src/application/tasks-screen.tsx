import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import { request } from '../client.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { instantText } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { percentOf, summaryOf } from './bulk-dialog.tsx';
import { type BulkRunItem, bulkRunsQuery, isUnderWay } from './bulk-run.ts';
import { ExportList } from './export-dialog.tsx';

/** «Мои задания»: what one has begun and what goes on by itself. */
export function TasksScreen() {
  return (
    <Page title="Мои задания" lead="Идут сами: страницу можно закрыть." narrow>
      <Card title="Выгрузки" description="Хранятся сутки; в них персональные данные.">
        <ExportList failure={null} />
      </Card>
      <Card title="Действия над многими заявками" description="Итоги хранятся неделю.">
        <Runs />
      </Card>
    </Page>
  );
}

function Runs() {
  const queryClient = useQueryClient();
  const { data: runs, error, isPending } = useQuery(bulkRunsQuery);
  const [failure, setFailure] = useState('');
  const move = async ({ id }: BulkRunItem, where: 'start' | 'retry' | 'cancel', done: string) => {
    setFailure('');
    try {
      await request(`/api/me/bulk-runs/${id}/${where}`, { method: 'POST' });
      announce(done);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
    await queryClient.invalidateQueries({ queryKey: bulkRunsQuery.queryKey });
  };
  const problem = failure || error?.message;
  return (
    <>
      {problem ? <Notice tone="error">{problem}</Notice> : null}
      {isPending ? <Loading /> : null}
      {runs?.length === 0 ? (
        <Empty title="Действий не было">Отметьте в списке несколько заявок и выберите действие.</Empty>
      ) : null}
      <ul className="rg-saved-views">
        {runs?.map((run) => (
          <RunRow
            key={run.id}
            run={run}
            onStart={() => void move(run, 'start', 'Выполняется')}
            onRetry={() => void move(run, 'retry', 'Продолжается')}
            onCancel={() => void move(run, 'cancel', 'Остановлено')}
          />
        ))}
      </ul>
    </>
  );
}

interface RunRowProps {
  run: BulkRunItem;
  onStart: () => void;
  onRetry: () => void;
  onCancel: () => void;
}

function RunRow({ run, onStart, onRetry, onCancel }: RunRowProps) {
  const { timeZone } = useMe().organisation;
  const { title, status, counts, trouble, createdAt } = run;
  const name = `${title}, ${instantText(createdAt, timeZone)}`;
  const working = isUnderWay(run);
  return (
    <li className="rg-export">
      <div className="rg-export-text">
        <strong>{name}</strong>
        <span className={trouble === null ? 'rg-muted' : 'rg-field-problem'}>{summaryOf(run)}</span>
        {working ? <Progress percent={percentOf(run)} size="small" aria-label={`Ход: ${name}`} /> : null}
      </div>
      {status === 'checked' && counts.ready > 0 ? (
        <Button type="primary" ghost onClick={onStart} aria-label={`Выполнить: ${counts.ready}, ${name}`}>
          Выполнить: {counts.ready}
        </Button>
      ) : null}
      {trouble === null ? null : (
        <Button onClick={onRetry} aria-label={`Повторить: ${name}`}>
          Повторить
        </Button>
      )}
      {working || trouble !== null || status === 'checked' ? (
        <Button danger onClick={onCancel} aria-label={`Остановить: ${name}`}>
          Остановить
        </Button>
      ) : null}
    </li>
  );
}
