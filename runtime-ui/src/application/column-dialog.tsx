import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { titleOf } from '@reglament/core/rules';
import { Button, Checkbox, Modal } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { locale } from '../locale/locale.ts';
import { announce } from '../ui/live-region.tsx';
import { type Column, type ColumnCode, everyColumn, moved, shownColumns } from './columns.ts';

interface ColumnDialogProps {
  chosen: readonly ColumnCode[];
  workplace: readonly Column[];
  onApply: (columns: readonly ColumnCode[]) => void;
  onClose: () => void;
}

interface RowProps {
  column: Column;
  shown: boolean;
  onShow: (shown: boolean) => void;
  onMove: (step: -1 | 1) => void;
}

function ColumnRow({ column, shown, onShow, onMove }: RowProps) {
  const title = titleOf(column.title, locale);
  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (!event.altKey || step === undefined) return;
    event.preventDefault();
    onMove(step);
  };
  return (
    <li className="rg-column-choice" onKeyDown={keys}>
      <Checkbox checked={shown} disabled={column.code === 'number'} onChange={(event) => onShow(event.target.checked)}>
        {title}
      </Checkbox>
      <Button
        size="small"
        icon={<ArrowUpOutlined aria-hidden="true" />}
        aria-label={`Выше: ${title}`}
        onClick={() => onMove(-1)}
      />
      <Button
        size="small"
        icon={<ArrowDownOutlined aria-hidden="true" />}
        aria-label={`Ниже: ${title}`}
        onClick={() => onMove(1)}
      />
    </li>
  );
}

/** Which columns the list has, and in which order. */
export function ColumnDialog({ chosen, workplace, onApply, onClose }: ColumnDialogProps) {
  const begin = shownColumns(chosen, workplace);
  const [order, setOrder] = useState<readonly Column[]>(() => [
    ...begin,
    ...everyColumn(workplace).filter(({ code }) => !begin.some((column) => column.code === code)),
  ]);
  const [shown, setShown] = useState<ReadonlySet<ColumnCode>>(() => new Set(begin.map(({ code }) => code)));
  const show = (code: ColumnCode, wanted: boolean) => {
    const next = new Set(shown);
    if (wanted) next.add(code);
    else next.delete(code);
    setShown(next);
  };
  const move = (at: number, step: -1 | 1) => {
    const next = moved(order, at, step);
    setOrder(next);
    const column = order[at];
    if (column) announce(`${titleOf(column.title, locale)}: место ${next.indexOf(column) + 1} из ${next.length}`);
  };
  const apply = () => {
    const codes = order.map(({ code }) => code).filter((code) => shown.has(code));
    const usual = codes.join() === workplace.map(({ code }) => code).join();
    onApply(usual ? [] : codes);
  };
  return (
    <Modal
      open
      title="Столбцы списка"
      onCancel={onClose}
      width={460}
      destroyOnHidden
      footer={
        <>
          <Button onClick={() => onApply([])}>Как на рабочем месте</Button>
          <Button onClick={onClose}>Отменить</Button>
          <Button type="primary" onClick={apply}>
            Показать
          </Button>
        </>
      }
    >
      <p className="rg-muted">Порядок меняют кнопки со стрелками или Alt+↑ и Alt+↓.</p>
      <ul className="rg-column-choices">
        {order.map((column, at) => (
          <ColumnRow
            key={column.code}
            column={column}
            shown={shown.has(column.code)}
            onShow={(wanted) => show(column.code, wanted)}
            onMove={(step) => move(at, step)}
          />
        ))}
      </ul>
    </Modal>
  );
}
