/** What is said of messages of the other side that came about a case. Pure. */
import type { PortalDelivery, RequestDelivery } from '../api.ts';
import type { Tone } from '../ui/status-tag.tsx';

const statuses = {
  accepted: { tone: 'success', words: 'Принято' },
  late: { tone: 'neutral', words: 'Опоздало' },
  quarantine: { tone: 'warning', words: 'Отложено для разбора' },
  resolved: { tone: 'neutral', words: 'Разобрано' },
} as const satisfies Record<RequestDelivery['status'], { tone: Tone; words: string }>;

export function deliveryStatus(status: RequestDelivery['status']): { tone: Tone; words: string } {
  return statuses[status];
}

const kinds = {
  application: 'Заявление',
  correction: 'Исправления',
  cancel: 'Отзыв заявления',
  text: 'Сообщение заявителя',
} as const satisfies Record<PortalDelivery['kind'], string>;

export function deliveryKind(kind: PortalDelivery['kind']): string {
  return kinds[kind];
}
