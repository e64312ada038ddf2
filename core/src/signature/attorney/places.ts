/** Where a power of attorney says what; a body may say otherwise for a format that the platform does not know. Pure. */

/** What is looked for, with its name for people. */
export const placeTitles = {
  number: 'Номер доверенности',
  principalName: 'Доверитель: наименование организации',
  principalInn: 'Доверитель: ИНН',
  principalOgrn: 'Доверитель: ОГРН',
  surname: 'Представитель: фамилия',
  givenName: 'Представитель: имя',
  patronymic: 'Представитель: отчество',
  snils: 'Представитель: СНИЛС',
  inn: 'Представитель: ИНН',
  from: 'Дата выдачи',
  until: 'Действует до',
  powers: 'Полномочия',
} as const;

export type AttorneyPlace = keyof typeof placeTitles;
export const attorneyPlaces = Object.keys(placeTitles) as readonly AttorneyPlace[];

/**
 * By the names of the federal formats (EMCHD_1, ON_EMCHD_…, ON_DOVEL_…), wherever in the document they stand: versions move parts
 * about and keep their names. To be checked against the schemas in force.
 */
export const standardPlaces: Readonly<Record<AttorneyPlace, string>> = {
  number: '//СвДов/@НомДовер | //СвДов/@ВнНомДовер',
  principalName: '//СвДоверит//СвРосОрг/@НаимОрг | //СвДоверит/@НаимОрг',
  principalInn: '//СвДоверит//СвРосОрг/@ИННЮЛ | //СвДоверит/@ИННЮЛ',
  principalOgrn: '//СвДоверит//СвРосОрг/@ОГРН | //СвДоверит/@ОГРН',
  surname: '//СвУпПред//СведФизЛ//ФИО/@Фамилия',
  givenName: '//СвУпПред//СведФизЛ//ФИО/@Имя',
  patronymic: '//СвУпПред//СведФизЛ//ФИО/@Отчество',
  snils: '//СвУпПред//СведФизЛ/@СНИЛС',
  inn: '//СвУпПред//СведФизЛ/@ИННФЛ',
  from: '//СвДов/@ДатаВыдДовер',
  until: '//СвДов/@СрокДейст',
  powers: '//ТекстСодПолн | //СодерПолн | //@ТекстСодПолн | //@НаимПолн | //@СодерПолн',
};

/** What a body says of the powers of attorney that its people sign by. */
export interface AttorneyRules {
  /** Its own number, against which the principal is held; null: not known. */
  readonly inn: string | null;
  /** True: nobody signs by one that something speaks against; false: it is told. */
  readonly strict: boolean;
  /** Its own paths; what is absent stands where the federal formats have it. */
  readonly places: Readonly<Partial<Record<AttorneyPlace, string>>>;
}
