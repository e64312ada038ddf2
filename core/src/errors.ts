/**
 * Errors by who must act. `Refusal`: the person (a stable code for a program, a Russian text that says what to do).
 * Everything else that is thrown inside a request is a bug of ours and becomes `internal` (500) at the one exit, toProblem().
 */

/** Every code a client may meet. The title is general; the detail of a refusal says what happened and what to do now. */
export const refusals = {
  malformedBody: { status: 400, title: 'Тело запроса не читается' },
  invalidBody: { status: 400, title: 'Запрос заполнен неверно' },
  invalidQuery: { status: 400, title: 'Неверные параметры запроса' },
  unauthenticated: { status: 401, title: 'Требуется вход в систему' },
  wrongCredentials: { status: 401, title: 'Неверный логин или пароль' },
  invalidToken: { status: 401, title: 'Токен не действует' },
  forbidden: { status: 403, title: 'Недостаточно прав' },
  identityRefused: { status: 403, title: 'Войти не получилось' },
  insufficientScope: { status: 403, title: 'Токену это не разрешено' },
  foreignOrigin: { status: 403, title: 'Запрос с чужого сайта' },
  passwordChangeRequired: { status: 403, title: 'Необходимо сменить выданный пароль' },
  notFound: { status: 404, title: 'Не найдено' },
  methodNotAllowed: { status: 405, title: 'Метод не поддерживается' },
  versionConflict: { status: 409, title: 'Данные изменены другим сотрудником' },
  actionClosed: { status: 409, title: 'Действие сейчас недоступно' },
  applicantConflict: { status: 409, title: 'Сведения о заявителе в реестре новее' },
  stateConflict: { status: 409, title: 'Состояние не допускает изменения' },
  alreadyExists: { status: 409, title: 'Такая запись уже есть' },
  gone: { status: 410, title: 'Больше не хранится' },
  signInOver: { status: 410, title: 'Вход нужно начать заново' },
  tooLarge: { status: 413, title: 'Слишком большой объём данных' },
  rangeNotSatisfiable: { status: 416, title: 'Такой части файла нет' },
  unsupportedMediaType: { status: 415, title: 'Неподдерживаемый тип содержимого' },
  invalidAnswers: { status: 422, title: 'Ответы заполнены неверно' },
  unknownService: { status: 422, title: 'Услуга не найдена' },
  invalidDefinition: { status: 422, title: 'Определение содержит ошибки' },
  fileRefused: { status: 422, title: 'Файл не принят' },
  damagedContent: { status: 422, title: 'Файл дошёл с искажением' },
  consentRequired: { status: 422, title: 'Нужно согласие' },
  wrongPassword: { status: 422, title: 'Неверный текущий пароль' },
  weakPassword: { status: 422, title: 'Пароль не подходит' },
  tooManyAttempts: { status: 429, title: 'Слишком много попыток входа' },
  tooManyStreams: { status: 429, title: 'Открыто слишком много окон. Закройте лишние вкладки.' },
  internal: { status: 500, title: 'Внутренняя ошибка' },
  notReady: { status: 503, title: 'Система ещё не готова' },
  storageUnavailable: { status: 503, title: 'Хранилище файлов недоступно' },
  scannerUnavailable: { status: 503, title: 'Проверка файлов недоступна' },
} as const satisfies Record<string, { status: number; title: string }>;

export type RefusalCode = keyof typeof refusals;

/** What is wrong at one place of the request: `pointer` is a JSON pointer into the body, `field` its nearest name. */
export interface FieldProblemView {
  readonly field: string;
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export interface RefusalFacts {
  readonly problems?: readonly FieldProblemView[];
  /** The present state of what was to be changed; goes with `versionConflict`. */
  readonly current?: unknown;
  /** Seconds after which a repeat makes sense; becomes Retry-After. */
  readonly retryAfter?: number;
}

/** The request cannot be done as asked and a person can mend that. `message` is Russian and says what to do. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  readonly facts: RefusalFacts;

  constructor(code: RefusalCode, detail?: string, facts: RefusalFacts = {}) {
    super(detail ?? refusals[code].title);
    this.name = 'Refusal';
    this.code = code;
    this.status = refusals[code].status;
    this.facts = facts;
  }
}

/** RFC 9457. `code` is stable; `type` leads to its line in the readable description of the interface. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly requestId?: string;
  readonly problems?: readonly FieldProblemView[];
  readonly current?: unknown;
}

/** The one exit: what a client is told about anything thrown. A bug tells nothing of itself but the number of the request. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known = error instanceof Refusal ? error : bug(requestId);
  const { problems, current } = known.facts;
  return {
    type: `/api/docs#problem-${known.code}`,
    title: refusals[known.code].title,
    status: known.status,
    code: known.code,
    detail: known.message,
    requestId,
    ...(problems === undefined ? {} : { problems }),
    ...(current === undefined ? {} : { current }),
  };
}

/** The same in another language. Of the present state, which is data, only what it is called. */
export function problemIn(problem: Problem, translate: (said: string) => string): Problem {
  const { title, detail, problems, current } = problem;
  return {
    ...problem,
    title: translate(title),
    detail: translate(detail),
    ...(problems === undefined
      ? {}
      : { problems: problems.map((one) => ({ ...one, message: translate(one.message) })) }),
    ...(current === undefined ? {} : { current: stateIn(current, translate) }),
  };
}

function stateIn(current: unknown, translate: (said: string) => string): unknown {
  const titled = typeof current === 'object' && current !== null && 'stateTitle' in current;
  return titled && typeof current.stateTitle === 'string'
    ? { ...current, stateTitle: translate(current.stateTitle) }
    : current;
}

function bug(requestId: string): Refusal {
  return new Refusal(
    'internal',
    `Произошла ошибка в системе, данные не изменены. Повторите действие; если ошибка повторится, сообщите администратору номер ${requestId}.`,
  );
}
