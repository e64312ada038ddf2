/** What is said of messages between the body and the applicant. Pure. */
import type { MessageView } from '../api.ts';
import type { Tone } from '../ui/status-tag.tsx';

const ways: Readonly<Record<string, string>> = {
  portal: 'Личный кабинет на портале',
  email: 'Электронная почта',
  sms: 'СМС',
  phone: 'Телефон',
  letter: 'Письмо на бумаге',
  inPerson: 'Лично',
};

export function wayTitle(way: string): string {
  return Object.hasOwn(ways, way) ? (ways[way] ?? way) : way;
}

const kinds = {
  status: 'Состояние заявления',
  result: 'Результат',
  rework: 'Возвращено заявителю на доработку',
  text: 'Сообщение',
  notice: 'Уведомление',
  corrected: 'Заявитель исправил заявление',
  portalText: 'Сообщение заявителя',
  portalCancel: 'Заявитель отказывается от заявления',
  portalLate: 'Исправления пришли не вовремя',
  portalUnfit: 'Пришло то, что нужно проверить',
} as const satisfies Record<MessageView['kind'], string>;

export function kindTitle({ kind }: MessageView): string {
  return kinds[kind];
}

const statuses = {
  waiting: { tone: 'info', words: 'Отправляется' },
  delivered: { tone: 'success', words: 'Доставлено' },
  failed: { tone: 'error', words: 'Не доставлено' },
  sent: { tone: 'success', words: 'Отправлено' },
  todo: { tone: 'warning', words: 'Нужно передать' },
  done: { tone: 'success', words: 'Передано' },
  received: { tone: 'neutral', words: 'Получено' },
} as const satisfies Record<MessageView['status'], { tone: Tone; words: string }>;

export function statusOf({ status, awaitsAnswer }: MessageView): { tone: Tone; words: string } {
  return awaitsAnswer ? { tone: 'warning', words: 'Ждёт ответа' } : statuses[status];
}
