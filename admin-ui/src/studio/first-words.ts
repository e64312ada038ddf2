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
  message: 'По заявке № {{application.number}} принято решение.',
  decisions: {
    grant: 'Предоставить услугу',
    refuse: 'Отказать в услуге',
    reject: 'Отказать в приёме документов',
    dismiss: 'Вернуть без рассмотрения',
  },
} as const;
