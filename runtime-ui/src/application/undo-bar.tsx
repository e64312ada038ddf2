import { UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { keyOf, useKey } from '../ui/keys.ts';
import { useNarrow } from '../ui/narrow.ts';
import { saidOf, useDiscards } from './discards.ts';

const place = 'undo-discard';

/** Where the focus goes when the list has no row left for it. */
export function focusUndo(): void {
  document.getElementById(place)?.focus();
}

/** «Черновик удалён. Отменить» – below the list, until one has had enough of it. */
export function UndoBar() {
  const { batches, failure, busy, restore, forget } = useDiscards();
  const last = batches.at(-1);
  const narrow = useNarrow();
  const undo = last && !busy ? () => void restore(last).then(keepFocus) : undefined;
  useKey('undo', 'Вернуть удалённый черновик', undo);
  if (last === undefined && failure === null) return null;
  return (
    <section className="rg-bulk-bar" aria-label="Удалённые черновики">
      {last ? <strong>{saidOf(last.length)}</strong> : null}
      {failure === null ? null : <span role="alert">{failure}</span>}
      {last ? (
        <Button id={place} icon={<UndoOutlined aria-hidden="true" />} loading={busy} onClick={undo} {...keyOf('undo')}>
          Отменить
        </Button>
      ) : null}
      <Button type="text" onClick={forget}>
        Скрыть
      </Button>
      {last && !narrow ? <span className="rg-muted">Данные хранятся ещё 30 дней, потом исчезнут.</span> : null}
    </section>
  );
}

/** With the last button its focus is gone; a row that comes back takes it, and where none does, the heading. */
function keepFocus(): void {
  if (document.activeElement === document.body) document.querySelector('h1')?.focus({ preventScroll: true });
}
