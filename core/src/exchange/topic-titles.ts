/** What goes out, for people; a topic that is not here is shown by its own name. */
export const topicTitles: Readonly<Record<string, string>> = {
  requestStart: 'Запросы, которые отправляются сами',
  request: 'Запрос к другому ведомству',
  reply: 'Ответ на запрос другого ведомства',
  publication: 'Сообщение в личный кабинет заявителя',
  webhook: 'Событие для другой системы',
};
