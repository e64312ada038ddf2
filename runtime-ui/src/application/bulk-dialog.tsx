import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Progress, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ApplicationRow } from '../api.ts';
import { DialogBody } from '../ui/dialog-body.tsx';
import { plural } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';
import { employeeField } from './action-kind.ts';
import { type BulkRun, isUnderWay, useBulkRun } from './bulk-run.ts';
import type { ListView } from './list-view.ts';
import { candidatesQuery, cardQuery } from './queries.ts';
import type { BulkAction } from './selection.ts';

interface BulkDialogProps {
  action: BulkAction;
  rows: readonly ApplicationRow[];
  /** Given: all that it finds. */
  view: ListView | undefined;
  onClose: (done: boolean) => void;
}

const cases = (count: number) => plural(count, ['заявка', 'заявки', 'заявок']);

export function summaryOf({ status, counts, trouble }: Pick<BulkRun, 'status' | 'counts' | 'trouble'>): string {
  const { waiting, ready, closed, done, refused } = counts;
  if (trouble !== null) return `Остановилось само. ${trouble}`;
  if (status === 'checking') return 'Проверяем, что можно…';
  if (status === 'checked') return `Можно: ${ready}, нельзя: ${closed}`;
  if (status === 'running') return `Выполняется: ${done + refused} из ${ready + done + refused}`;
  const left = ready + waiting > 0 ? `, не выполнялось: ${ready + waiting}` : '';
  return `${status === 'cancelled' ? 'Остановлено. ' : ''}Выполнено: ${done}, нельзя: ${closed + refused}${left}`;
}

export function percentOf({ status, counts }: Pick<BulkRun, 'status' | 'counts'>): number {
  const { waiting, ready, closed, done, refused } = counts;
  const all = waiting + ready + closed + done + refused;
  const past = status === 'checking' ? all - waiting : done + refused;
  const whole = status === 'checking' ? all : ready + done + refused;
  return whole === 0 ? 100 : Math.floor((past / whole) * 100);
}

/** Those that may not, each with its reason. */
function Closed({ run }: { run: BulkRun }) {
  const closed = run.rows.filter(({ status }) => status === 'closed' || status === 'refused');
  if (closed.length === 0) return null;
  return (
    <>
      <p id="bulk-closed" className="rg-muted">
        Нельзя и почему
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <ul className="rg-bulk-closed" aria-labelledby="bulk-closed" tabIndex={0}>
        {closed.map(({ id, number, applicant, reason }) => (
          <li key={id}>
            <strong>{number ?? 'Без номера'}</strong> {applicant}: {reason}
          </li>
        ))}
      </ul>
    </>
  );
}

interface WhoProps {
  action: BulkAction;
  rows: readonly ApplicationRow[];
  onChoose: (input: Record<string, unknown>) => void;
}

/** To whom: the employees for one of the chosen; whether they may work on each, the check says. */
function Who({ action, rows, onChoose }: WhoProps) {
  const first = rows.find((row) => row.actions.some(({ code }) => code === action.code))?.id ?? '';
  const { data: candidates, error, isPending } = useQuery(candidatesQuery(first, action.code));
  const { data: card } = useQuery(cardQuery(first));
  const [employee, setEmployee] = useState<string | null>(null);
  const field = employeeField(card?.actions.find(({ code }) => code === action.code)?.input) ?? 'employee';
  return (
    <DialogBody>
      {error ? <Notice tone="error">{error.message}</Notice> : null}
      <label htmlFor="bulk-employee">Кому</label>
      <Select
        id="bulk-employee"
        value={employee}
        loading={isPending}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="Выберите сотрудника"
        onChange={setEmployee}
        options={(candidates ?? []).map(({ id, name, load }) => ({
          value: id,
          label: `${name} – в работе ${cases(load)}`,
        }))}
      />
      <div>
        <Button
          type="primary"
          disabled={employee === null || card === undefined}
          onClick={() => onChoose({ [field]: employee })}
        >
          Проверить
        </Button>
      </div>
    </DialogBody>
  );
}

/** One action over many: who, what of it may be done and why not the rest, and then what came of each. */
export function BulkDialog({ action, rows, view, onClose }: BulkDialogProps) {
  const { run, failure, check, start, retry, cancel } = useBulkRun({ action, rows, view });
  const queryClient = useQueryClient();
  const begun = useRef(false);
  useEffect(() => {
    if (action.bulk !== 'plain' || begun.current) return;
    begun.current = true;
    void check({});
  });
  const over = run?.status === 'done' || run?.status === 'cancelled';
  const said = run ? summaryOf(run) : '';
  const status = run?.status;
  const working = isUnderWay(run);
  useEffect(() => {
    if (status === undefined || working) return;
    announce(said);
    if (status !== 'checked') void queryClient.invalidateQueries({ queryKey: ['applications'] });
  }, [status, working, said, queryClient]);
  const leave = () => {
    if (status === 'checking' || status === 'checked') void cancel();
    onClose(over ?? false);
  };
  return (
    <Modal
      open
      title={`${action.title}: ${view ? 'все найденные' : cases(rows.length)}`}
      onCancel={leave}
      width={640}
      destroyOnHidden
      footer={
        <>
          {status === 'running' ? <Button onClick={() => void cancel()}>Остановить</Button> : null}
          {run && run.trouble !== null ? (
            <Button type="primary" onClick={() => void retry()}>
              Повторить
            </Button>
          ) : null}
          <Button onClick={leave}>{over ? 'Закрыть' : 'Отменить'}</Button>
          {run && status === 'checked' ? (
            <Button type="primary" disabled={run.counts.ready === 0} onClick={() => void start()} autoFocus>
              Выполнить: {run.counts.ready}
            </Button>
          ) : null}
        </>
      }
    >
      {failure ? <Notice tone="error">{failure.message}</Notice> : null}
      {action.bulk === 'employee' && !run ? (
        <Who action={action} rows={rows} onChoose={(input) => void check(input)} />
      ) : null}
      {run ? <p className="rg-bulk-summary">{said}</p> : null}
      {run && working ? <Progress percent={percentOf(run)} aria-label="Ход" /> : null}
      {run ? <Closed run={run} /> : null}
    </Modal>
  );
}
