import type { JobFailure } from '../jobs.ts';

/** What a job is for, for a person; one that is not here is shown by its name. */
const titles: Readonly<Record<string, string>> = {
  'journal-seal': 'Печать журнала за сутки',
  'session-cleaning': 'Удаление завершённых сеансов',
  'sign-in-cleaning': 'Удаление незаконченных входов через другую систему',
  'deadline-watch': 'Проверка сроков заявок',
  digest: 'Письма сотрудникам с уведомлениями',
  'deadline-recount': 'Пересчёт сроков после изменения календаря',
  'exchange-retention': 'Удаление старых сообщений обмена',
  'access-log-retention': 'Удаление старых записей журнала доступа',
  'content-sweep': 'Удаление файлов, которые ни к чему не приложены',
  'due-publications': 'Публикация определений, чей день настал',
  'bulk-run': 'Действие над многими заявками',
  'bulk-cleaning': 'Удаление старых итогов действий над многими заявками',
  'list-export': 'Выгрузка списка заявок',
  'list-export-cleaning': 'Удаление старых выгрузок',
  'upload-cleaning': 'Удаление брошенных загрузок файлов',
  'attorney-term': 'Предупреждения о конце доверенностей',
  destruction: 'Уничтожение персональных данных по акту',
  'destruction-contents': 'Удаление содержимого файлов по акту об уничтожении',
  'destruction-subjects': 'Удаление имён из старых актов об уничтожении',
  'retention-over': 'Предупреждения о сроках хранения, которые истекли',
  drafts: 'Брошенные и удалённые черновики',
  'webhook-cleaning': 'Удаление старых доставок подписчикам',
};

export function titleOf(name: string): string {
  return Object.hasOwn(titles, name) ? (titles[name] ?? name) : name;
}

const CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EHOSTUNREACH']);

/** What happened and what to do, by the kind of the failure; its own words stand beside it for who can read them. */
export function reasonOf({ name, code, message }: JobFailure): string {
  if (name === 'BrokenSeal' || name === 'Refusal') return message;
  if (code !== undefined && CONNECTION.has(code))
    return 'Другая система не ответила. Убедитесь, что она работает, и повторите.';
  // The queue's own two words, which have neither name nor code.
  if (name === undefined && /^job (?:timed out|heartbeat timeout)$/.test(message))
    return 'Процесс, который выполнял задание, завис или был остановлен. Повторите.';
  return 'Ошибка в программе. Передайте подробности разработчику; после исправления повторите.';
}
