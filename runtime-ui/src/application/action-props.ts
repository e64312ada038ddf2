import type { ActionView, ApplicationCard } from '../api.ts';

export interface ActionProps {
  card: ApplicationCard;
  action: ActionView;
  onClose: () => void;
  /** With the case as it stands after the action. */
  onDone?: (card: ApplicationCard) => void;
  /** A refusal that the screen itself can show, beside the fields it names. */
  onRefused?: (failure: Error) => boolean;
  onRefresh?: () => void;
}
