import { DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ActionView, ApplicationCard } from '../api.ts';
import { waitingForDuty } from '../duty/duty-notice.tsx';
import { keyOf } from '../ui/keys.ts';

interface ActionBarProps {
  card: ApplicationCard;
  busy: boolean;
  onChoose: (action: ActionView) => void;
  /** Throws the draft away. */
  onDiscard: () => unknown;
}

/** What this person may do now, as buttons; why not the rest is said beside the status. */
export function ActionBar({ card, busy, onChoose, onDiscard }: ActionBarProps) {
  const open = card.actions.filter((action) => action.open);
  const main = open.find(({ tone }) => tone === 'primary');
  // What waits for the duty is said right below, with the way to pay it.
  const isSaid = open.length === 0 && waitingForDuty(card).length > 0;
  if (card.actions.length === 0 || isSaid) return null;
  return (
    <section className="rg-action-bar" aria-label="Действия">
      {open.map((action) => (
        <Button
          key={action.code}
          type={action === main ? 'primary' : 'default'}
          danger={action.tone === 'danger'}
          disabled={busy}
          onClick={() => onChoose(action)}
          {...(action === main ? keyOf('main') : {})}
        >
          {action.title}
        </Button>
      ))}
      {card.closed.discard === null ? (
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden="true" />}
          disabled={busy}
          onClick={() => void onDiscard()}
        >
          Удалить черновик
        </Button>
      ) : null}
      {open.length === 0 && card.closed.discard !== null ? (
        <span className="rg-muted">Сейчас от вас действий не требуется.</span>
      ) : null}
    </section>
  );
}
