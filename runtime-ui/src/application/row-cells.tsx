import { isEnded, titleOf } from '@reglament/core/rules';
import type { Phase } from '@reglament/format';
import { Checkbox } from 'antd';
import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { ApplicationRow } from '../api.ts';
import { DutyTag } from '../duty/duty-tag.tsx';
import { locale } from '../locale/locale.ts';
import { dateText, initialsOf, instantDateText } from '../ui/format.ts';
import { StatusTag, Tag } from '../ui/status-tag.tsx';
import type { Column } from './columns.ts';
import { sourceTitles } from './list-view.ts';
import { RowMenu } from './row-menu.tsx';
import { shortAddress, shortApplicant } from './row-text.ts';
import type { Selection } from './selection.ts';

interface Cell {
  row: ApplicationRow;
  timeZone: string;
}

/** Long words take two lines of a row on a desk; the whole stands in the title and on the card. */
function Long({ text, short = text }: { text: string; short?: string }) {
  return (
    <span className="rg-long" title={text}>
      {short}
    </span>
  );
}

/** How each column of a workplace draws its cell. */
const cells = {
  number: ({ row }) => (
    <Link to={`/applications/${row.id}`} className="rg-row-link">
      {row.number ?? 'Без номера'}
    </Link>
  ),
  registeredAt: ({ row, timeZone }) => instantDateText(row.registeredAt, timeZone),
  createdAt: ({ row, timeZone }) => instantDateText(row.createdAt, timeZone),
  service: ({ row }) => <Long text={row.service.title} />,
  applicant: ({ row }) =>
    row.applicant ? (
      <Long text={row.applicant} short={shortApplicant(row.applicant)} />
    ) : (
      // A case that has ended had an applicant: of whom nothing is kept any more.
      <span className="rg-muted">{isEnded(row.phase as Phase) ? '—' : 'Не указан'}</span>
    ),
  state: ({ row }) => <StatusTag phase={row.phase} title={row.stateTitle} />,
  executor: ({ row }) =>
    row.executor ? (
      <span title={row.executor.name}>{initialsOf(row.executor.name)}</span>
    ) : (
      <span className="rg-muted">Не назначен</span>
    ),
  dueDate: ({ row }) => (
    <div>
      {dateText(row.dueDate)} {row.overdue ? <Tag tone="error">Просрочено</Tag> : null}
      {row.paused ? <Tag tone="warning">Приостановлен</Tag> : null}
    </div>
  ),
  source: ({ row }) => sourceTitles[row.source] ?? row.source,
  address: ({ row }) => (row.address ? <Long text={row.address} short={shortAddress(row.address)} /> : '—'),
  duty: ({ row }) => (row.duty === null ? '—' : <DutyTag status={row.duty} />),
  submittedBy: ({ row }) =>
    row.submittedBy ? <Long text={row.submittedBy} short={shortApplicant(row.submittedBy)} /> : '—',
} as const satisfies Record<Column['code'], (cell: Cell) => ReactNode>;

interface RowCellsProps extends Cell {
  columns: readonly Column[];
  /** Absent: rows are not chosen here. */
  chosen: boolean | undefined;
  toggle: Selection['toggle'];
}

function ChooseRow({ row, chosen, toggle }: Pick<RowCellsProps, 'row' | 'chosen' | 'toggle'>) {
  return (
    <td className="rg-select-cell" data-label="Выбрать">
      <Checkbox
        aria-label={`Выбрать: ${row.number ?? `черновик, ${row.applicant}`}`}
        checked={chosen ?? false}
        onChange={(event) => toggle(row, event.nativeEvent.shiftKey)}
      />
    </td>
  );
}

/** Drawn anew only with another row: a list is drawn at every step of the focus through it and at every answer on its way. */
export const RowCells = memo(function RowCells({ row, columns, timeZone, chosen, toggle }: RowCellsProps) {
  return (
    <>
      {chosen === undefined ? null : <ChooseRow row={row} chosen={chosen} toggle={toggle} />}
      {columns.map((column) => (
        <td key={column.code} data-label={titleOf(column.title, locale)} data-column={column.code}>
          {cells[column.code]({ row, timeZone })}
        </td>
      ))}
      <td className="rg-actions-cell">
        <RowMenu row={row} />
      </td>
    </>
  );
});
