import type { Workplace, WorkplaceColumn } from '@reglament/format';

export type EditWorkplace = (label: string, change: (workplace: Workplace) => Workplace) => void;

/** What a list of applications can show, in the words that a column begins with. */
export const columnWords: Readonly<Record<WorkplaceColumn['code'], string>> = {
  number: 'Номер',
  registeredAt: 'Дата регистрации',
  createdAt: 'Создана',
  service: 'Услуга',
  applicant: 'Заявитель',
  state: 'Статус',
  executor: 'Исполнитель',
  dueDate: 'Срок',
  source: 'Откуда',
  address: 'Адрес',
  submittedBy: 'Кто подал',
  duty: 'Госпошлина',
};

/** Words of the menu that a workplace may give, with those that stand there without it. */
export const menuWords = [
  { code: 'applications', label: 'Реестр заявок', needed: true },
  { code: 'mine', label: 'Что ждёт сотрудника', needed: false },
  { code: 'newApplication', label: 'Создание заявки', needed: false },
  { code: 'applicants', label: 'Реестр заявителей', needed: false },
  { code: 'incoming', label: 'Входящие Р-запросы', needed: false },
  { code: 'notices', label: 'Уведомления заявителей', needed: false },
  { code: 'monitoring', label: 'Мониторинг', needed: false },
  { code: 'view', label: '«Посмотреть» в строке списка', needed: false },
] as const;

export function unusedColumns({ columns }: Workplace): WorkplaceColumn['code'][] {
  const used = new Set(columns.map(({ code }) => code));
  return (Object.keys(columnWords) as WorkplaceColumn['code'][]).filter((code) => !used.has(code));
}

/** An empty word is taken out, and what stands there by itself comes back. */
export function withMenuWord(workplace: Workplace, code: string, title: Workplace['title'] | undefined): Workplace {
  const { [code]: _, ...rest } = workplace.menu as Record<string, Workplace['title']>;
  const menu = title === undefined ? rest : { ...workplace.menu, [code]: title };
  return { ...workplace, menu: menu as Workplace['menu'] };
}
