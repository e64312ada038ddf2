/** What a record of the access log says to people. */
const titles: Readonly<Record<string, string>> = {
  view: 'Открыта карточка',
  history: 'Открыта история',
  viewers: 'Смотрели, кто смотрел',
  journal: 'Прочитан журнал заявки',
  correspondence: 'Открыта переписка',
  publications: 'Открыты сообщения портала',
  decision: 'Открыто решение',
  duty: 'Открыта госпошлина',
  dutyInvoice: 'Открыты сведения для уплаты госпошлины',
  earlierRefusals: 'Открыты прежние отказы',
  preview: 'Показан документ решения',
  paperCopy: 'Открыта копия решения с отметками о подписях',
  receipt: 'Открыта расписка в приёме документов',
  issueReceipt: 'Открыта расписка о выдаче',
  files: 'Открыт перечень файлов',
  download: 'Открыт файл',
  requests: 'Открыты запросы',
  requestForm: 'Открыта форма запроса',
  request: 'Открыт запрос',
  exchanges: 'Открыта история обращений к сервису',
  exchange: 'Открыто обращение к сервису',
  deliveries: 'Открыты ответы на запрос',
  delivery: 'Открыт ответ на запрос',
};

export function lookTitle(action: string): string {
  return titles[action] ?? action;
}
