/** What an administrator did, for the journal of their body: told inside the transaction of the change itself. */
export interface NewAdminEvent {
  readonly organisationId: string;
  /** Of the list below. */
  readonly type: AdminEventType;
  /** null: from the command line. */
  readonly actorId: string | null;
  readonly at: Date;
  readonly subject: { readonly kind: AdminSubject; readonly id: string };
  /** JSON; never a password or another secret. */
  readonly payload: unknown;
}

export type AdminSubject = 'body' | 'department' | 'user' | 'role' | 'definition' | 'connection' | 'destruction';

/** Every kind of event, in the words of the journal. */
export const adminEventTitles = {
  'body.created': 'Ведомство добавлено',
  'body.changed': 'Параметры ведомства изменены',
  'body.identifiers': 'Изменены идентификаторы ведомства в других системах',
  'body.attorney': 'Изменены правила доверенностей (МЧД)',
  'body.signers': 'Изменено, принимаются ли сертификаты без СНИЛС',
  'department.added': 'Отдел добавлен',
  'department.renamed': 'Отдел переименован',
  'department.removed': 'Отдел удалён',
  'user.added': 'Сотрудник добавлен',
  'user.changed': 'Данные сотрудника изменены',
  'user.removed': 'Удалена учётная запись, которой не пользовались',
  'user.snils': 'Изменён СНИЛС сотрудника',
  'user.roles': 'Роли сотрудника изменены',
  'user.disabled': 'Сотрудник заблокирован',
  'user.enabled': 'Сотрудник разблокирован',
  'user.password': 'Сотруднику выдан новый пароль',
  'user.absent': 'Указано отсутствие сотрудника',
  'user.present': 'Отсутствие сотрудника завершено',
  'user.joined': 'Сотрудник появился при первом входе через другую систему',
  'user.identity': 'Учётная запись связана с входом через другую систему',
  'user.unlinked': 'Снята связь учётной записи с входом через другую систему',
  'user.consent': 'Сотрудник заново дал согласие на передачу данных',
  'user.withdrew': 'Сотрудник отозвал согласие на передачу данных',
  'role.created': 'Роль добавлена',
  'role.changed': 'Роль изменена',
  'role.removed': 'Роль удалена',
  'publication.asked': 'Попросили опубликовать определение',
  'publication.confirmed': 'Публикация подтверждена вторым сотрудником',
  'publication.withdrawn': 'Публикация отозвана',
  'publication.done': 'Определение опубликовано',
  'publication.failed': 'Определение в свой день не опубликовано',
  'publication.policy': 'Изменено, публикуют ли вдвоём',
  'test.started': 'Услуга включена в тестовом режиме',
  'test.testers': 'Изменено, кто пробует услугу',
  'test.ended': 'Тестовый режим услуги завершён',
  'connection.created': 'Подключение добавлено',
  'connection.changed': 'Подключение изменено',
  'connection.emulated': 'Подключение переведено на эмулятор',
  'connection.real': 'Подключение возвращено с эмулятора к своей системе',
  'destruction.prepared': 'Составлен акт об уничтожении персональных данных',
  'destruction.approved': 'Утверждён акт об уничтожении персональных данных',
  'destruction.withdrawn': 'Отозван акт об уничтожении персональных данных',
  'destruction.done': 'Исполнен акт об уничтожении персональных данных',
  'signIn.changed': 'Изменён вход сотрудников через другую систему',
} as const satisfies Record<string, string>;

export type AdminEventType = keyof typeof adminEventTitles;

/** What a change is told as: each field that differs, with before and after. */
export function differenceOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, { before: unknown; after: unknown }> {
  const changed = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [key, { before: before[key], after: after[key] }]));
}
