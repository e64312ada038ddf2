import type { Permission } from './grant.ts';

/** What a permission lets one do, in the words that the administrator reads. */
export const permissionTitles = {
  'definitions.edit': 'изменять определения услуг',
  'definitions.publish': 'публиковать определения услуг',
  'dictionaries.edit': 'вести справочники и календари',
  'bodies.manage': 'управлять ведомствами',
  'users.manage': 'управлять сотрудниками и ролями',
  'connections.manage': 'управлять подключениями',
  'exchange.manage': 'управлять обменом с другими системами',
  'requests.answer': 'отвечать на запросы других ведомств',
  'applicants.merge': 'объединять записи заявителей',
  'reports.read': 'смотреть отчёты',
  'journal.read': 'читать журнал',
  'destruction.act': 'составлять акты об уничтожении персональных данных',
  'destruction.approve': 'утверждать акты об уничтожении персональных данных',
} as const satisfies Record<Permission, string>;
