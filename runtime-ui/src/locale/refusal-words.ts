/** What the server's refusals are about, by their codes: its own words are Russian, whoever asks. Pure. */

const titles: Readonly<Record<string, string>> = {
  malformedBody: 'Тело запроса не читается',
  invalidBody: 'Запрос заполнен неверно',
  invalidQuery: 'Неверные параметры запроса',
  unauthenticated: 'Требуется вход в систему',
  wrongCredentials: 'Неверный логин или пароль',
  invalidToken: 'Токен не действует',
  forbidden: 'Недостаточно прав',
  identityRefused: 'Войти не получилось',
  insufficientScope: 'Токену это не разрешено',
  foreignOrigin: 'Запрос с чужого сайта',
  passwordChangeRequired: 'Необходимо сменить выданный пароль',
  notFound: 'Не найдено',
  methodNotAllowed: 'Метод не поддерживается',
  versionConflict: 'Данные изменены другим сотрудником',
  actionClosed: 'Действие сейчас недоступно',
  applicantConflict: 'Сведения о заявителе в реестре новее',
  stateConflict: 'Состояние не допускает изменения',
  alreadyExists: 'Такая запись уже есть',
  gone: 'Больше не хранится',
  signInOver: 'Вход нужно начать заново',
  tooLarge: 'Слишком большой объём данных',
  rangeNotSatisfiable: 'Такой части файла нет',
  unsupportedMediaType: 'Неподдерживаемый тип содержимого',
  invalidAnswers: 'Ответы заполнены неверно',
  unknownService: 'Услуга не найдена',
  invalidDefinition: 'Определение содержит ошибки',
  fileRefused: 'Файл не принят',
  damagedContent: 'Файл дошёл с искажением',
  consentRequired: 'Нужно согласие',
  wrongPassword: 'Неверный текущий пароль',
  weakPassword: 'Пароль не подходит',
  tooManyAttempts: 'Слишком много попыток входа',
  tooManyStreams: 'Открыто слишком много окон. Закройте лишние вкладки.',
  internal: 'Внутренняя ошибка',
  notReady: 'Система ещё не готова',
  storageUnavailable: 'Хранилище файлов недоступно',
  scannerUnavailable: 'Проверка файлов недоступна',
};

export interface Refused {
  readonly code?: string | undefined;
  readonly title?: string | undefined;
  readonly detail?: string | undefined;
}

/** Russian is what the server says. In English the sense comes first, and the server's own words where they say more. */
export function refusalWords(locale: 'ru' | 'en', { code = '', title, detail }: Refused): string | undefined {
  const words = detail ?? title;
  const known = Object.hasOwn(titles, code) ? titles[code] : undefined;
  if (locale === 'ru' || known === undefined) return words;
  return words === undefined || words === title ? known : `${known}: ${words}`;
}
