import { Button } from 'antd';
import { useState } from 'react';
import { plural } from '../ui/format.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { useDiscards } from './discards.ts';
import type { ListView } from './list-view.ts';
import { type BulkAction, bulkActions, type Selection } from './selection.ts';
import { focusUndo } from './undo-bar.tsx';

interface BulkBarProps {
  selection: Selection;
  view: ListView;
  /** There is more than the rows on the screen. */
  more: boolean;
}

/** What is chosen, and what can be done with all of it. */
export function BulkBar({ selection, view, more }: BulkBarProps) {
  const [action, setAction] = useState<BulkAction | null>(null);
  const { discard, busy } = useDiscards();
  const { chosen, found, clear, chooseFound } = selection;
  if (chosen.size === 0) return null;
  const actions = bulkActions(chosen.values());
  // Of what stands beyond the screen nobody has seen that it is a draft begun by mistake.
  const drafts = found ? [] : [...chosen.values()].filter(({ discardable }) => discardable);
  const said = found
    ? 'Выбраны все найденные, не более 1000'
    : `Выбрано: ${plural(chosen.size, ['заявка', 'заявки', 'заявок'])}`;
  return (
    <section className="rg-bulk-bar" aria-label="Выбранные заявки">
      <strong role="status">{said}</strong>
      {more && !found ? <Button onClick={chooseFound}>Выбрать все найденные</Button> : null}
      {actions.map((one) => (
        <Button key={one.code} type="primary" ghost onClick={() => setAction(one)}>
          {one.title}
        </Button>
      ))}
      {drafts.length > 0 ? (
        <Button danger loading={busy} onClick={() => void discard(drafts).then(clear).then(focusUndo)}>
          Удалить черновики: {drafts.length}
        </Button>
      ) : null}
      {actions.length + drafts.length === 0 ? (
        <span className="rg-muted">Над выбранными вместе ничего сделать нельзя</span>
      ) : null}
      <Button onClick={clear}>Снять выбор</Button>
      {action ? (
        <BulkDialog
          action={action}
          rows={[...chosen.values()]}
          view={found ? view : undefined}
          onClose={(done) => {
            setAction(null);
            if (done) clear();
          }}
        />
      ) : null}
    </section>
  );
}
