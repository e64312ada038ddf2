/**
 * What a new thing is called until it is named. These words go into the definition, which is Russian first in whatever language
 * the administrator reads the screens.
 */
export const firstWords = {
  section: 'Сведения',
  nextSection: (number: number) => `Раздел ${number}`,
  choices: ['Первый вариант', 'Второй вариант'],
  nextChoice: (number: number) => `Вариант ${number}`,
  personalData: 'Предоставление услуги',
  item: 'Наименование',
  act: 'Новый акт',
  document: 'Новый документ',
  ground: 'Новое основание',
  clause: 'Административный регламент, пункт',
  rule: 'Новое условие',
  variant: 'Новый вариант',
  procedure: 'Начать процедуру',
  emulatedAnswer: 'Новый ответ',
  emulatedRefusal: 'Сведения не найдены',
  message: 'По заявке № {{application.number}} принято решение.',
  state: 'Новое состояние',
  action: 'Новое действие',
  function: 'Новая функция',
  ownWorkflow: (service: string) => `Процесс услуги «${service}»`,
  told: 'По заявке № {{application.number}} сделано следующее.',
  /** Fields that the forms of actions usually have. */
  input: {
    employee: 'Исполнитель',
    grounds: 'Основания для отказа',
    ground: 'Основание',
    groundText: 'Пояснение',
    text: 'Обоснование решения',
    files: 'Файлы результата',
    message: 'Сообщение для заявителя',
    days: 'На сколько дней',
    reason: 'Причина',
  },
  decisions: {
    grant: 'Предоставить услугу',
    refuse: 'Отказать в услуге',
    reject: 'Отказать в приёме документов',
    dismiss: 'Вернуть без рассмотрения',
  },
} as const;
