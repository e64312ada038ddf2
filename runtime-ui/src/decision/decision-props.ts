import type { ActionView, ApplicationCard, ServiceView } from '../api.ts';

export interface DecisionProps {
  card: ApplicationCard;
  service: ServiceView;
  action: ActionView;
}
