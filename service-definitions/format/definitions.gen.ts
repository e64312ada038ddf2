/* Сделано из *.schema.json командой `npm run generate`; не править руками. */

/**
 * Код: латинская буква, затем от 1 до 39 латинских букв и цифр
 */
export type Code = string;
/**
 * Текст для человека: строка по-русски или русский с английским
 */
export type Title =
  | string
  | {
      ru: string;
      en?: string;
    };
/**
 * Выражение языка условий (JSON); проверяется линтером по операторам и типам полей
 */
export type Rule = unknown;
/**
 * Путь в данных: applicant.snils, answers.area; строки списка – plots[].area
 */
export type MappingPath = string;
/**
 * Преобразование значения: имя или запись с настройками
 */
export type Converter = SimpleConverter | ConverterWithSettings;
/**
 * Преобразование без настроек: text – число или дата в текст, number – текст в число, title – код в название, code – название в код, fullName – фамилия, имя и отчество в одну строку, digits – только цифры
 */
export type SimpleConverter = 'text' | 'number' | 'title' | 'code' | 'fullName' | 'digits';
/**
 * Преобразование с настройками
 */
export type ConverterWithSettings =
  | ParseDateConverter
  | FormatDateConverter
  | TitleConverter
  | CodeConverter
  | JoinConverter
  | NamePartConverter
  | ConstConverter
  | YesNoConverter
  | IsYesConverter
  | CodesConverter
  | PickConverter;
/**
 * Запись даты
 */
export type DateFormat = 'dd.mm.yyyy' | 'yyyy-mm-dd' | 'yyyymmdd' | 'dd/mm/yyyy' | 'dateTime';
/**
 * Сопоставление; из строк с одним «куда» действует первая, чьё условие выполнено и чьё значение есть
 *
 * @maxItems 500
 */
export type Mapping = MappingRow[];
/**
 * Фаза: общий для всех процессов смысл состояния
 */
export type Phase =
  | 'draft'
  | 'received'
  | 'inProgress'
  | 'waitingApplicant'
  | 'awaitingApproval'
  | 'awaitingSignature'
  | 'granted'
  | 'refused'
  | 'withdrawn'
  | 'closed';
/**
 * Вид решения: предоставить, отказать, отказать в приёме документов, вернуть без рассмотрения
 */
export type DecisionKind = 'grant' | 'refuse' | 'reject' | 'dismiss';
/**
 * Узел шаблона
 */
export type TemplateNode =
  HeadingNode | ParagraphNode | ListNode | TableNode | IfNode | EachNode | StampNode | PageBreakNode | SpaceNode;
/**
 * Текст с подстановками {{путь}} и {{путь|преобразование}}
 */
export type TemplateText = string;
/**
 * Имя сотрудника из people или код функции процесса
 */
export type PersonName = string;
/**
 * Ответы формы
 */
export type Answers = Record<string, unknown>;
/**
 * Как поставщик ведёт себя в проверке: ответил, ответил «сведений нет», отказал, молчит
 */
export type ProviderConduct = 'answered' | 'empty' | 'refused' | 'silent';
/**
 * Следствие действия
 */
export type Effect =
  | RegisterEffect
  | AssignEffect
  | DecideEffect
  | ReturnDecisionEffect
  | PublishEffect
  | NotifyEffect
  | PauseEffect
  | ResumeEffect
  | ExtendEffect
  | RecomputeEffect
  | RenderDecisionEffect
  | RequireSignatureEffect
  | SendBackEffect
  | AcceptCorrectionsEffect
  | StartRequestsEffect
  | RevokeEffect
  | IssueEffect;

export interface DefinitionKinds {
  requestType: RequestType;
  service: ServiceDefinition;
  workflow: WorkflowDefinition;
  workplace: Workplace;
  dictionary: Dictionary;
  calendar: CalendarDefinition;
  demo: DemoData;
}
/**
 * Вид запроса
 */
export interface RequestType {
  /**
   * Версия формата
   */
  format: 1;
  kind: 'requestType';
  code: Code;
  title: Title;
  description?: Title;
  /**
   * Модуль: имя его папки или пакета
   */
  plugin: string;
  requestKind?: Code;
  message?: RequestMessage;
  /**
   * Срок ответа
   */
  term?: {
    days: number;
    unit: 'working' | 'calendar';
  };
  registry?: RegistryEntry;
  /**
   * Настройки вида для модуля
   */
  settings?: Record<string, unknown>;
  /**
   * Файлы, по которым составляется и проверяется сообщение: имя → текст; в папке определений лежат в schemas/
   */
  schemas?: Record<string, string>;
  /**
   * Что ответит эмулятор поставщика: первый ответ, условие которого подошло; нет ни одного — образец по форме ответа
   *
   * @maxItems 50
   */
  emulator?: EmulatedAnswer[];
}
/**
 * Вопрос и ответ, описанные данными: формы и места их полей в сообщении
 */
export interface RequestMessage {
  question: MessageForm;
  answer: MessageForm;
  /**
   * Чья подпись нужна: ведомства, сотрудника, по желанию, никакая
   */
  signedBy: 'organisation' | 'official' | 'optional' | 'none';
  group?: Title;
  /**
   * К вопросу можно приложить файлы
   */
  attachments?: true;
}
/**
 * Форма и места её полей в сообщении
 */
export interface MessageForm {
  form: FormDefinition;
  /**
   * Путь поля формы → место в сообщении, именами его схемы
   */
  places: Record<string, string>;
}
/**
 * Форма услуги или действия
 */
export interface FormDefinition {
  schema: FormSchema;
  sections: FormSection[];
  ui?: {
    [k: string]: FieldUi;
  };
}
/**
 * Плоская схема формы: код поля — имя свойства; само поле может быть объектом или списком
 */
export interface FormSchema {
  type: 'object';
  properties: {
    [k: string]: JsonSchema;
  };
  /**
   * Поля, обязательные всегда, когда видны
   */
  required?: string[];
  definitions?: {
    [k: string]: JsonSchema;
  };
  /**
   * @minItems 1
   */
  allOf?: JsonSchema[];
  dependentSchemas?: {
    [k: string]: JsonSchema;
  };
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
}
/**
 * Часть JSON Schema draft-07, разрешённая в формах; $ref только внутри документа, pattern исполняется в RE2
 */
export interface JsonSchema {
  /**
   * Ссылка внутри этого же документа: #/definitions/…
   */
  $ref?: string;
  $comment?: string;
  /**
   * Вопрос или подпись, которую видит человек
   */
  title?: string;
  /**
   * Пояснение под вопросом
   */
  description?: string;
  /**
   * Тип значения
   */
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';
  /**
   * Начальное значение
   */
  default?: unknown;
  examples?: unknown[];
  /**
   * @minItems 1
   */
  enum?: unknown[];
  const?: unknown;
  /**
   * Известный платформе формат строки
   */
  format?: string;
  /**
   * Образец, исполняется в RE2
   */
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  contains?: JsonSchema;
  properties?: {
    [k: string]: JsonSchema;
  };
  required?: string[];
  additionalProperties?: boolean;
  definitions?: {
    [k: string]: JsonSchema;
  };
  dependentSchemas?: {
    [k: string]: JsonSchema;
  };
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
  /**
   * @minItems 1
   */
  allOf?: JsonSchema[];
  /**
   * @minItems 1
   */
  anyOf?: JsonSchema[];
  /**
   * @minItems 1
   */
  oneOf?: JsonSchema[];
  not?: JsonSchema;
}
/**
 * Раздел формы
 */
export interface FormSection {
  code: Code;
  title: Title;
  description?: Title;
  /**
   * Поля по порядку
   */
  fields: Code[];
  visible?: Rule;
  source?: SectionSource;
}
/**
 * Раздел – связанная копия раздела другой услуги или готового блока: когда тот изменится, редактор предложит обновление
 */
export interface SectionSource {
  service?: Code;
  section: Code;
  /**
   * Версия услуги или блока, с которой сделана копия
   */
  version: number;
  /**
   * Поле источника → поле этой услуги
   */
  fields: {
    [k: string]: Code;
  };
}
/**
 * Как поле показывается и когда оно нужно
 */
export interface FieldUi {
  /**
   * Вид поля ввода; без него выбирается по типу и формату
   */
  widget?:
    | 'text'
    | 'textarea'
    | 'select'
    | 'radio'
    | 'checkbox'
    | 'date'
    | 'money'
    | 'snils'
    | 'inn'
    | 'ogrn'
    | 'ogrnip'
    | 'kpp'
    | 'oktmo'
    | 'phone'
    | 'email'
    | 'cadastralNumber'
    | 'passport'
    | 'address'
    | 'dictionary'
    | 'files'
    | 'employee'
    | 'ground'
    | 'area';
  dictionary?: Code;
  within?: Code;
  help?: Title;
  placeholder?: Title;
  /**
   * Начальное значение – из сведений ведомства сотрудника; у каждого ведомства своё
   */
  fromBody?: 'oktmo' | 'address' | 'title' | 'mnemonic';
  /**
   * Начальное значение – свой идентификатор ведомства (в системе поставщика): его один раз указывает администратор ведомства; под одним кодом – один на все формы
   */
  bodyIdentifier?: string;
  /**
   * Доля строки
   */
  width?: 'half' | 'full';
  visible?: Rule;
  required?: Rule;
  personalData?: Title;
}
/**
 * Запись реестра видов сведений
 */
export interface RegistryEntry {
  /**
   * Номер вида сведений в реестре
   */
  number?: string;
  /**
   * Версия по реестру
   */
  version?: string;
  /**
   * На каком основании запрашивают
   */
  basis?: string;
}
/**
 * Ответ эмулятора: сведения, отказ или молчание; одно из трёх
 */
export interface EmulatedAnswer {
  title: string;
  /**
   * Путь поля вопроса → значение, при котором ответ подходит; нет — подходит любой вопрос
   */
  when?: Record<string, string | number | boolean>;
  /**
   * Что поставщик скажет до ответа
   */
  interim?: string;
  /**
   * Через сколько секунд придёт ответ
   */
  afterSeconds?: number;
  /**
   * Сведения: значения полей формы ответа
   */
  answer?: Record<string, unknown>;
  /**
   * Причина отказа
   */
  refuse?: string;
  /**
   * Ответа не будет
   */
  silence?: true;
}
/**
 * Определение услуги
 */
export interface ServiceDefinition {
  /**
   * Версия формата
   */
  format: 1;
  kind: 'service';
  code: Code;
  title: Title;
  shortTitle?: Title;
  description?: Title;
  basis: LegalBasis[];
  /**
   * Кто может обратиться
   *
   * @minItems 1
   */
  applicants: ('person' | 'soleTrader' | 'organisation')[];
  workflow: Code;
  /**
   * Решение нуждается в утверждении
   */
  approval: boolean;
  number: NumberRule;
  term?: Term;
  form: FormDefinition;
  /**
   * Именованные условия
   */
  rules?: {
    [k: string]: NamedRule;
  };
  documents: ServiceDocument[];
  /**
   * Запросы, которые разрешены по услуге, в порядке показа
   *
   * @maxItems 100
   */
  requests?: ServiceRequest[];
  /**
   * Основания для отказа
   */
  grounds?: RefusalGround[];
  variants?: VariantTable;
  procedure?: ProcedureSpec;
  /**
   * Коды процедур, которые можно начать по заявке на эту услугу
   *
   * @maxItems 20
   */
  procedures?: Code[];
  duty?: StateDuty;
  retention?: Retention;
  decisions: {
    grant: DecisionSpec;
    refuse: DecisionSpec;
    reject?: DecisionSpec;
    dismiss?: DecisionSpec;
  };
  templates: {
    [k: string]: DocumentTemplate;
  };
  portal?: ServicePortal;
  /**
   * Проверки: выполняются командой definitions test и при публикации
   *
   * @maxItems 100
   */
  tests?: ServiceTrial[];
  resultInPerson?: Rule;
  /**
   * Столбцы списка заявок, вычисляемые из ответов
   */
  columns?: {
    address?: Rule;
    subject?: Rule;
  };
}
/**
 * Правовое основание
 */
export interface LegalBasis {
  /**
   * Название акта
   */
  title: string;
  /**
   * Статья, часть, пункт
   */
  clause?: string;
  /**
   * «Проверить»: сведения внесены без сверки с текстом акта
   */
  check?: boolean;
}
/**
 * Как составляется номер заявки
 */
export interface NumberRule {
  /**
   * Например {body}-{yyyy}-{seq:6}: {body} — мнемоника органа, {yyyy} — год, {seq:N} — порядковый номер не короче N знаков
   */
  template: string;
  series?: Code;
}
/**
 * Срок предоставления услуги
 */
export interface Term {
  days: number;
  /**
   * Рабочие или календарные дни
   */
  unit: 'working' | 'calendar';
  /**
   * Первый день срока: следующий рабочий день (так, если не указано) или следующий день
   */
  startsOn?: 'nextWorkingDay' | 'nextDay';
  /**
   * Зарегистрированное в этот час и позже считается поступившим на следующий день
   */
  cutOffHour?: number;
  /**
   * За сколько рабочих дней предупредить сотрудников; нет — как в процессе
   */
  warnDays?: number;
  extension?: TermExtension;
  /**
   * Сколько дней срока отведено состояниям в этой услуге, по коду состояния процесса; чего нет — как в процессе
   */
  stages?: {
    [k: string]: StageDays;
  };
}
/**
 * Продление срока; нет — регламент его не предусматривает
 */
export interface TermExtension {
  /**
   * На сколько дней можно продлить всего, в единицах срока
   */
  days: number;
  /**
   * Сколько раз; нет — один
   */
  times?: number;
  /**
   * Пункт акта
   */
  clause?: string;
  /**
   * «Проверить»: внесено без сверки с текстом акта
   */
  check?: boolean;
}
/**
 * Сколько дней срока отведено состоянию
 */
export interface StageDays {
  /**
   * Дней, в единицах срока; 0 — состояние срока не занимает
   */
  days: number;
  /**
   * «Проверить»: дни внесены без сверки с текстом акта
   */
  check?: boolean;
}
/**
 * Именованное условие; в выражениях — {"rule": "код"}
 */
export interface NamedRule {
  title: Title;
  rule: Rule;
}
/**
 * Документ, который представляет заявитель
 */
export interface ServiceDocument {
  code: Code;
  title: Title;
  description?: Title;
  needed?: Rule;
  shown?: Rule;
}
/**
 * Запрос, который разрешён по услуге
 */
export interface ServiceRequest {
  code: Code;
  type: Code;
  title?: Title;
  allowed?: Rule;
  prefill?: Mapping;
  accept?: Mapping;
  /**
   * Отправляется само действием процесса с effect startRequests; поля берутся из prefill
   */
  automatic?: true;
  /**
   * Форма не показывается: всё берётся из заявки, сотрудник только подтверждает отправку
   */
  formless?: true;
}
/**
 * Строка сопоставления
 */
export interface MappingRow {
  to: MappingPath;
  /**
   * Откуда взять; несколько путей – для преобразований fullName и join; нет – для const
   */
  from?: MappingPath | MappingPath[];
  when?: Rule;
  /**
   * Преобразование или несколько по порядку
   */
  convert?: Converter | Converter[];
}
/**
 * Текст с датой в дату
 */
export interface ParseDateConverter {
  as: 'parseDate';
  format: DateFormat;
}
/**
 * Дата в текст нужной записи
 */
export interface FormatDateConverter {
  as: 'formatDate';
  format: DateFormat;
}
/**
 * Код в название по названному справочнику
 */
export interface TitleConverter {
  as: 'title';
  dictionary: Code;
}
/**
 * Название в код по названному справочнику
 */
export interface CodeConverter {
  as: 'code';
  dictionary: Code;
}
/**
 * Несколько значений в одну строку через разделитель
 */
export interface JoinConverter {
  as: 'join';
  separator: string;
}
/**
 * Часть полного имени, записанного одной строкой
 */
export interface NamePartConverter {
  as: 'namePart';
  part: 'surname' | 'name' | 'patronymic';
}
/**
 * Постоянное значение; источник не нужен
 */
export interface ConstConverter {
  as: 'const';
  value: string | number | boolean;
}
/**
 * Флажок в код «да» или «нет»
 */
export interface YesNoConverter {
  as: 'yesNo';
  yes: string | number;
  no: string | number;
}
/**
 * Код «да» или «нет» во флажок
 */
export interface IsYesConverter {
  as: 'isYes';
  yes: string | number;
  no: string | number;
}
/**
 * Код в другой код по таблице; чего в таблице нет – otherwise или ничего
 */
export interface CodesConverter {
  as: 'codes';
  values: {
    [k: string]: string;
  };
  otherwise?: string;
}
/**
 * Один элемент списка, целиком или его поле
 */
export interface PickConverter {
  as: 'pick';
  item: ('first' | 'last') | number;
  field?: MappingPath;
}
/**
 * Основание для отказа
 */
export interface RefusalGround {
  code: Code;
  title: Title;
  /**
   * Пункт акта
   */
  clause: string;
  /**
   * Не о документах и сведениях заявителя: правило о первом отказе к основанию не относится
   */
  substance?: true;
  /**
   * «Проверить»: основание внесено без сверки с текстом акта
   */
  check?: boolean;
}
/**
 * Варианты услуги: таблица обстоятельств без пробелов и пересечений
 */
export interface VariantTable {
  /**
   * Обстоятельства: коды полей формы с закрытым списком значений, case.applicant.kind, case.hasRepresentative
   *
   * @minItems 1
   * @maxItems 8
   */
  by: string[];
  /**
   * @minItems 1
   * @maxItems 200
   */
  rows: ServiceVariant[];
}
/**
 * Вариант услуги: строка таблицы обстоятельств
 */
export interface ServiceVariant {
  code: Code;
  title: Title;
  /**
   * Обстоятельство → его значения; чего нет, то любое; null — вопрос не задаётся. Без when — все остальные сочетания
   */
  when?: {
    /**
     * @minItems 1
     * @maxItems 200
     */
    [k: string]: (string | number | boolean | null)[];
  };
  /**
   * Документы варианта; нет — все документы услуги
   *
   * @maxItems 200
   */
  documents?: VariantDocument[];
  /**
   * Запросы варианта; нет — все запросы услуги
   *
   * @maxItems 200
   */
  requests?: Code[];
  term?: Term;
  /**
   * Основания для отказа в этом варианте; нет — все основания услуги
   *
   * @maxItems 200
   */
  grounds?: Code[];
  /**
   * «Проверить»: вариант внесён без сверки с текстом регламента
   */
  check?: boolean;
}
/**
 * Документ варианта
 */
export interface VariantDocument {
  code: Code;
  /**
   * В этом варианте без него заявку не зарегистрировать
   */
  needed?: true;
}
/**
 * Процедура по заявке: исправление опечатки, дубликат, отмена решения – когда решение опубликовано; жалоба – и пока его нет
 */
export interface ProcedureSpec {
  button: Title;
  /**
   * В каких фазах заявки её можно начать
   *
   * @minItems 1
   */
  phases: Phase[];
  /**
   * По каким опубликованным решениям заявки
   *
   * @minItems 1
   */
  decisions: DecisionKind[];
  /**
   * Можно начать и по зарегистрированной заявке, решения по которой ещё нет; нет — только после решения
   */
  undecided?: boolean;
  /**
   * Исполнителем и утверждающим не бывает тот, кто был исполнителем заявки или решал по ней; нет — кто угодно
   */
  impartial?: boolean;
  impartialBasis?: Title;
  /**
   * Что будет, когда процедура одобрена: выдать копии документов решения или отменить его; нет — только её решение
   */
  outcome?: 'duplicate' | 'revoke';
}
/**
 * Государственная пошлина: сколько, за что, до чего её уплачивают, кто освобождён, куда платить
 */
export interface StateDuty {
  basis: LegalBasis;
  /**
   * Размеры по порядку; ни один не подошёл — пошлина не взимается
   *
   * @minItems 1
   * @maxItems 50
   */
  amounts: DutyAmount[];
  /**
   * Без уплаты нельзя: зарегистрировать и принять положительное решение (register) или только принять его (grant); нет — ничего само не закрыто, процесс может спросить case.duty.settled
   */
  before?: 'register' | 'grant';
  /**
   * Кто освобождён от уплаты
   *
   * @maxItems 50
   */
  exemptions?: DutyExemption[];
  payee?: DutyPayee;
}
/**
 * Размер пошлины для случая; из перечня действует первый, чьё условие выполнено
 */
export interface DutyAmount {
  code: Code;
  title: Title;
  /**
   * Размер в копейках; 0 — пошлина не взимается
   */
  amount: number;
  when?: Rule;
}
/**
 * Освобождение от пошлины: отмечает сотрудник и называет подтверждающий документ
 */
export interface DutyExemption {
  code: Code;
  title: Title;
  /**
   * Пункт акта
   */
  clause: string;
  when?: Rule;
  /**
   * «Проверить»: внесено без сверки с текстом акта
   */
  check?: boolean;
}
/**
 * Реквизиты для уплаты
 */
export interface DutyPayee {
  /**
   * Получатель платежа
   */
  name?: string;
  /**
   * ИНН получателя
   */
  inn?: string;
  /**
   * КПП получателя
   */
  kpp?: string;
  /**
   * Номер казначейского счёта
   */
  account?: string;
  /**
   * Банк получателя
   */
  bank?: string;
  /**
   * БИК банка
   */
  bik?: string;
  /**
   * Единый казначейский счёт (корреспондентский)
   */
  correspondentAccount?: string;
  /**
   * Код бюджетной классификации
   */
  kbk?: string;
  /**
   * Код ОКТМО
   */
  oktmo?: string;
}
/**
 * Сколько хранятся завершённые заявки или отвеченные запросы: несколько лет или постоянно, одно из двух
 */
export interface Retention {
  /**
   * Сколько лет, считая с 1 января года, следующего за годом завершения заявки или ответа на запрос
   */
  years?: number;
  /**
   * Хранятся постоянно и не уничтожаются
   */
  permanent?: true;
  /**
   * На каком основании: номенклатура дел, статья перечня документов
   */
  basis: string;
  /**
   * «Проверить»: внесено без сверки с текстом акта
   */
  check?: boolean;
}
/**
 * Вид решения
 */
export interface DecisionSpec {
  title: Title;
  template: Code;
  message: Title;
  /**
   * Основания решений reject и dismiss; основания для отказа в услуге – grounds самой услуги
   */
  grounds?: RefusalGround[];
  /**
   * Кто подписывает документ решения, по порядку; без перечня довольно одной подписи того, кто работает с заявкой
   *
   * @minItems 1
   * @maxItems 10
   */
  signatures?: SigningPlace[];
}
/**
 * Место подписи под документом решения
 */
export interface SigningPlace {
  code: Code;
  title: Title;
  function: Code;
  /**
   * Только исполнитель именно этой заявки
   */
  relation?: 'executor';
  /**
   * Подписывает одновременно с тем, кто перед ним в перечне: кто раньше – всё равно
   */
  alongside?: true;
  when?: Rule;
}
/**
 * Структурированный шаблон
 */
export interface DocumentTemplate {
  title: Title;
  /**
   * @minItems 1
   */
  body: TemplateNode[];
}
/**
 * Заголовок
 */
export interface HeadingNode {
  type: 'heading';
  level: 1 | 2;
  text: TemplateText;
  align?: 'left' | 'center' | 'right';
}
/**
 * Абзац
 */
export interface ParagraphNode {
  type: 'paragraph';
  text: TemplateText;
  align?: 'left' | 'center' | 'right' | 'justify';
  bold?: boolean;
}
/**
 * Перечень
 */
export interface ListNode {
  type: 'list';
  /**
   * Нумерованный
   */
  ordered?: boolean;
  items: TemplateText[];
}
/**
 * Таблица; с each строки rows повторяются для каждого элемента списка, а пути item.… читают элемент
 */
export interface TableNode {
  type: 'table';
  /**
   * @minItems 1
   * @maxItems 20
   */
  columns: TableColumn[];
  /**
   * Путь к списку
   */
  each?: string;
  rows: TemplateText[][];
}
/**
 * Столбец таблицы
 */
export interface TableColumn {
  title: string;
  /**
   * Доля ширины относительно других
   */
  width?: number;
}
/**
 * Часть документа по условию
 */
export interface IfNode {
  type: 'if';
  rule: Rule;
  then: TemplateNode[];
  else?: TemplateNode[];
}
/**
 * Повтор части документа для каждого элемента списка; элемент читается путями item.…
 */
export interface EachNode {
  type: 'each';
  path: string;
  body: TemplateNode[];
}
/**
 * Отметка о том, кто утвердил документ и когда
 */
export interface StampNode {
  type: 'stamp';
}
/**
 * Новая страница
 */
export interface PageBreakNode {
  type: 'pageBreak';
}
/**
 * Пустая строка
 */
export interface SpaceNode {
  type: 'space';
}
/**
 * Как услуга видна на портале
 */
export interface ServicePortal {
  /**
   * Статус по коду состояния процесса
   */
  statuses: {
    [k: string]: PortalStatus;
  };
  /**
   * Статус по фазе – для состояний, которых нет в statuses
   */
  phases?: {
    [k: string]: PortalStatus;
  };
  intake?: PortalIntake;
}
/**
 * Статус, который видит заявитель на портале
 */
export interface PortalStatus {
  /**
   * Код статуса у портала
   */
  code: string;
  comment?: Title;
}
/**
 * Как заявления чужого вида сведений переходят в форму услуги; нет — портал присылает их по форме самой услуги
 */
export interface PortalIntake {
  type: Code;
  mapping: Mapping;
}
/**
 * Проверка услуги
 */
export interface ServiceTrial {
  title: string;
  /**
   * День создания; без него – 2026-03-02
   */
  today?: string;
  /**
   * Сотрудники по имени и их функции; кто назван кодом функции, держит одну её
   */
  people?: {
    [k: string]: Code[];
  };
  creator?: PersonName;
  /**
   * Источник; без него employee
   */
  source?: 'employee' | 'epgu' | 'rpgu' | 'mfc';
  /**
   * Без него person
   */
  applicant?: 'person' | 'soleTrader' | 'organisation';
  /**
   * За заявителя действует представитель
   */
  representative?: true;
  answers?: Answers;
  documents?: Code[];
  /**
   * @minItems 1
   * @maxItems 50
   */
  steps: TrialStep[];
}
/**
 * Шаг: изменить ответы, выполнить действие, сверить
 */
export interface TrialStep {
  as: PersonName;
  /**
   * День, когда это происходит; нет – тот же
   */
  today?: string;
  answers?: Answers;
  /**
   * Документы, которые теперь приложены или приняты
   */
  documents?: Code[];
  /**
   * Как с этого шага ведут себя поставщики, по коду запроса; о ком не сказано, тот отвечает сразу
   */
  providers?: {
    [k: string]: ProviderConduct;
  };
  /**
   * Запросы услуги, которые сотрудник отправил
   *
   * @maxItems 100
   */
  ask?: Code[];
  /**
   * Под документом решения встала последняя подпись: процесс делает своё (onSigned)
   */
  signed?: true;
  /**
   * Уплачено пошлины, в копейках; прибавляется к уплаченному раньше
   */
  pay?: number;
  exempt?: Code;
  action?: Code;
  input?: Answers;
  comment?: string;
  expect?: TrialExpectation;
}
/**
 * Что должно получиться; чего нет, то не проверяется
 */
export interface TrialExpectation {
  state?: Code;
  phase?: Phase;
  /**
   * Исполнитель; null – не назначен
   */
  executor?: PersonName | null;
  /**
   * Решение; null – не принято
   */
  decision?: Code | null;
  /**
   * Все действия, открытые тому, кто назван в as, и никакие другие
   */
  open?: Code[];
  closed?: ExpectedClosing[];
  /**
   * Поля, которые показаны
   */
  visible?: Code[];
  /**
   * Поля, которые не показаны
   */
  hidden?: Code[];
  /**
   * Все обязательные документы и никакие другие
   */
  documents?: Code[];
  variant?: Code;
  /**
   * Размер пошлины в копейках; 0 – не взимается
   */
  duty?: number;
  dueDate?: string;
  /**
   * Все отправленные запросы и никакие другие
   */
  asked?: Code[];
  /**
   * Запросы, на которые ответа ещё нет, и никакие другие
   */
  awaited?: Code[];
  /**
   * Коды полей и документов, из-за которых действие не выполнено: все и никакие другие
   */
  problems?: string[];
  /**
   * Слова отказа выполнить действие
   */
  refused?: string;
}
/**
 * Закрытое действие и слова из объяснения, почему оно закрыто
 */
export interface ExpectedClosing {
  action: Code;
  reason?: string;
}
/**
 * Процесс
 */
export interface WorkflowDefinition {
  /**
   * Версия формата
   */
  format: 1;
  kind: 'workflow';
  code: Code;
  title: Title;
  /**
   * Функции участников по коду
   */
  functions: {
    [k: string]: WorkflowFunction;
  };
  initial: Code;
  /**
   * @minItems 1
   */
  states: WorkflowState[];
  /**
   * @minItems 1
   */
  actions: WorkflowAction[];
  deadline?: DeadlineNotices;
}
/**
 * Функция участника и какие заявки она видит
 */
export interface WorkflowFunction {
  title: Title;
  sees: {
    /**
     * Все заявки или те, где сотрудник создатель либо исполнитель
     */
    relation: 'any' | 'mine';
    /**
     * Только в этих фазах; нет — во всех
     */
    phases?: Phase[];
  };
}
/**
 * Состояние (статус) заявки
 */
export interface WorkflowState {
  code: Code;
  title: Title;
  phase: Phase;
  /**
   * Из этого состояния выхода нет
   */
  final?: true;
  /**
   * Сколько дней срока услуги отведено этому состоянию
   */
  days?: number;
  /**
   * «Проверить»: дни внесены без сверки с текстом акта
   */
  check?: boolean;
  /**
   * Пока заявка в этом состоянии, срок приостановлен
   */
  clock?: 'pauses';
  /**
   * Функции, которые могут править ответы в этом состоянии
   */
  editable?: Code[];
}
/**
 * Действие над заявкой
 */
export interface WorkflowAction {
  code: Code;
  title: Title;
  done?: Title;
  confirm?: Title;
  /**
   * Состояния, в которых действие возможно
   */
  from: Code[];
  /**
   * Куда ведёт: состояние или таблица переходов
   */
  to?: Code | TransitionTarget[];
  /**
   * Состояние не меняется
   */
  stay?: true;
  /**
   * Кто может; для automatic пусто — делает система
   */
  functions: Code[];
  /**
   * Только создатель или только исполнитель именно этой заявки
   */
  relation?: 'creator' | 'executor';
  guard?: Rule;
  guardMessage?: Title;
  input?: FormDefinition;
  /**
   * Комментарий; по умолчанию none
   */
  comment?: 'none' | 'optional' | 'required';
  effects: Effect[];
  /**
   * Выполняется само, когда срок истёк; functions пусто, без формы
   */
  onDeadline?: true;
  /**
   * Выполняется системой, когда с портала пришли заявка, исправления или отказ заявителя от неё; сотрудники выполняют его как обычно
   */
  onPortal?: 'application' | 'correction' | 'cancel';
  /**
   * Выполняется и системой, когда под документом решения встала последняя подпись; сотрудники выполняют его как обычно
   */
  onSigned?: true;
  /**
   * Выполняется само сразу после действия человека
   */
  automatic?: true;
  notSameUserAs?: Code;
  /**
   * Отзывает названные действия: открыто тому, кто выполнил одно из них последним, пока по заявке никто другой ничего не сделал
   *
   * @minItems 1
   */
  recalls?: Code[];
  tone?: 'primary' | 'danger' | 'default';
  /**
   * Действие, которым заявка создаётся; ровно одно в процессе
   */
  creates?: true;
}
/**
 * Строка таблицы переходов: первое выполненное условие; без условия — иначе
 */
export interface TransitionTarget {
  when?: Rule;
  state: Code;
}
/**
 * Зарегистрировать: полная проверка, номер, срок, удаление ответов скрытых полей, заявитель в реестр
 */
export interface RegisterEffect {
  effect: 'register';
  /**
   * Без полной проверки и без срока: номер и заявитель для отказа в приёме документов
   */
  incomplete?: true;
}
/**
 * Назначить исполнителя: выполняющего действие, создателя или выбранного в форме действия; nobody – снять назначение
 */
export interface AssignEffect {
  effect: 'assign';
  to: 'me' | 'creator' | 'chosen' | 'nobody';
}
/**
 * Записать решение из формы действия
 */
export interface DecideEffect {
  effect: 'decide';
  kind: DecisionKind;
}
/**
 * Вернуть решение на доработку
 */
export interface ReturnDecisionEffect {
  effect: 'returnDecision';
}
/**
 * Опубликовать решение: итоговый документ и уведомление заявителя
 */
export interface PublishEffect {
  effect: 'publish';
  /**
   * Документ уже составлен действием renderDecision и подписан
   */
  rendered?: true;
}
/**
 * Сообщить заявителю выбранным им способом
 */
export interface NotifyEffect {
  effect: 'notify';
  message: Title;
}
/**
 * Приостановить срок; причина — комментарий действия, а без него reason или название действия
 */
export interface PauseEffect {
  effect: 'pause';
  reason?: Title;
}
/**
 * Возобновить срок; причина — комментарий действия, а без него reason или название действия
 */
export interface ResumeEffect {
  effect: 'resume';
  reason?: Title;
}
/**
 * Продлить срок на число дней из поля days формы действия; причина — поле reason или комментарий
 */
export interface ExtendEffect {
  effect: 'extend';
}
/**
 * Пересчитать срок по нынешнему календарю
 */
export interface RecomputeEffect {
  effect: 'recompute';
}
/**
 * Составить итоговый документ подготовленного решения, чтобы его подписать до публикации
 */
export interface RenderDecisionEffect {
  effect: 'renderDecision';
}
/**
 * Закрыто, пока к итоговому документу решения не приложена открепленная подпись
 */
export interface RequireSignatureEffect {
  effect: 'requireSignature';
}
/**
 * Вернуть заявку заявителю на доработку: сообщение, комментарий и приложенные файлы
 */
export interface SendBackEffect {
  effect: 'sendBack';
  message: Title;
}
/**
 * Принять исправленную заявку: полная проверка, удаление ответов скрытых полей, заявитель в реестр
 */
export interface AcceptCorrectionsEffect {
  effect: 'acceptCorrections';
}
/**
 * Отправить запросы услуги, которые отмечены automatic и разрешены по варианту и условию; что отправить нельзя, остаётся черновиком, и исполнителю об этом сказано
 */
export interface StartRequestsEffect {
  effect: 'startRequests';
}
/**
 * Отменить опубликованное решение: такое действие выполняет только процедура отмены, и только оно покидает конечное состояние
 */
export interface RevokeEffect {
  effect: 'revoke';
}
/**
 * Выдать результат на руки: кому, по какому документу и как получено – поля формы действия receiver, receiverName, document, confirmation, issuedOn; действие остаётся на месте и доступно и в конечном состоянии, когда решение опубликовано
 */
export interface IssueEffect {
  effect: 'issue';
}
/**
 * Кого и когда предупредить о сроке
 */
export interface DeadlineNotices {
  near?: {
    /**
     * За сколько рабочих дней до последнего дня
     */
    days: number;
    tell: DeadlineAudience;
  };
  passed?: {
    tell: DeadlineAudience;
  };
}
/**
 * Кому из сотрудников сказать о сроке
 */
export interface DeadlineAudience {
  /**
   * Исполнителю заявки
   */
  executor?: true;
  /**
   * Всем, у кого есть одна из функций и кто видит заявку
   */
  functions?: Code[];
  /**
   * То же, но только пока исполнителя нет
   */
  unassigned?: Code[];
}
/**
 * Рабочее место
 */
export interface Workplace {
  /**
   * Версия формата
   */
  format: 1;
  kind: 'workplace';
  code: Code;
  title: Title;
  /**
   * Первая страница после входа
   */
  startPage: 'applications' | 'mine';
  /**
   * Слова меню: applications, mine, newApplication, applicants, incoming (без него – «Входящие Р-запросы»), notices, monitoring (без него – «Мониторинг»); view – «Посмотреть» в строке списка
   */
  menu: {
    applications: Title;
    [k: string]: Title;
  };
  /**
   * Поля поиска стоят над столбцами списка: номер, адрес, посетитель, заявитель
   */
  columnSearch?: true;
  /**
   * Запросы, которые присылают другие органы
   */
  incoming?: {
    retention: Retention;
  };
  /**
   * @minItems 1
   */
  tabs: WorkplaceTab[];
  /**
   * @minItems 1
   */
  columns: WorkplaceColumn[];
}
/**
 * Вкладка списка: состояния или фазы
 */
export interface WorkplaceTab {
  code: Code;
  title: Title;
  states?: Code[];
  phases?: Phase[];
  /**
   * Только те, где сотрудник исполнитель
   */
  mine?: true;
}
/**
 * Столбец списка
 */
export interface WorkplaceColumn {
  code:
    | 'number'
    | 'registeredAt'
    | 'createdAt'
    | 'service'
    | 'applicant'
    | 'state'
    | 'executor'
    | 'dueDate'
    | 'source'
    | 'address'
    | 'submittedBy'
    | 'duty';
  title: Title;
  /**
   * Ширина в точках
   */
  width?: number;
}
/**
 * Справочник
 */
export interface Dictionary {
  /**
   * Версия формата
   */
  format: 1;
  kind: 'dictionary';
  code: Code;
  title: Title;
  entries: DictionaryEntry[];
}
/**
 * Запись справочника
 */
export interface DictionaryEntry {
  /**
   * Код записи: то, что хранится в ответе
   */
  code: string;
  title: Title;
  /**
   * Код вышестоящей записи
   */
  parent?: string;
  /**
   * Действует с этого дня
   */
  from?: string;
  /**
   * Действует по этот день включительно
   */
  to?: string;
}
/**
 * Производственный календарь: суббота и воскресенье — выходные, остальное перечислено
 */
export interface CalendarDefinition {
  /**
   * Версия формата
   */
  format: 1;
  kind: 'calendar';
  code: Code;
  title: Title;
  year: number;
  /**
   * Постановления о переносе ещё нет: сроки могут измениться
   */
  provisional?: boolean;
  /**
   * На чём основан календарь
   */
  basis?: string[];
  /**
   * Нерабочие дни сверх обычных выходных; праздник в выходной тоже перечислен
   */
  holidays: string[];
  /**
   * Рабочие субботы и воскресенья
   */
  worked: string[];
  /**
   * Предпраздничные дни, короче на час
   */
  shortened?: string[];
}
/**
 * Демонстрационные данные
 */
export interface DemoData {
  /**
   * Версия формата
   */
  format: 1;
  kind: 'demo';
  code: Code;
  title: Title;
  /**
   * Один пароль на всех; только для демонстрации
   */
  password: string;
  organisations: DemoOrganisation[];
  connections?: DemoConnection[];
  roles: DemoRole[];
  users: DemoUser[];
  /**
   * Заявители по коду: сведения, какие хранит реестр; номера вымышлены, контрольные цифры верны
   */
  applicants: {
    [k: string]: Record<string, unknown>;
  };
  /**
   * Самые старые первыми
   */
  applications: DemoApplication[];
}
/**
 * Орган
 */
export interface DemoOrganisation {
  code: Code;
  title: string;
  shortTitle: string;
  /**
   * Мнемоника: {body} в номере заявки
   */
  mnemonic: string;
  kind: 'federal' | 'regional' | 'municipal';
  /**
   * Фамилия и инициалы руководителя
   */
  headName: string;
  /**
   * Должность руководителя
   */
  headPosition: string;
  address: string;
  /**
   * Вымышлен, контрольная цифра верна
   */
  ogrn?: string;
  /**
   * Часовой пояс по базе IANA
   */
  timeZone: string;
  workplace: Code;
  /**
   * Какие услуги оказывает; нет — любые
   */
  services?: Code[];
  /**
   * Код идентификатора → как ведомство названо в другой системе; вымышлены
   */
  identifiers?: Record<string, string>;
  departments: DemoDepartment[];
}
export interface DemoDepartment {
  code: Code;
  title: string;
}
/**
 * Подключение органа к модулю
 */
export interface DemoConnection {
  /**
   * Нет — подключение всей системы
   */
  organisation?: string;
  /**
   * Чьи сотрудники входят этим подключением
   */
  signIn?: DemoSignIn[];
  plugin: string;
  code: Code;
  title: string;
  settings: Record<string, unknown>;
  /**
   * Ведёт к эмулятору модуля: он запускается вместе с системой, его настройки при каждом запуске дополняют эти
   */
  emulator?: true;
}
/**
 * Орган, сотрудники которого входят через другую систему
 */
export interface DemoSignIn {
  organisation: Code;
  /**
   * Роли тех, кого ещё нет в системе; нет — их не впускают
   */
  newcomers?: Code[];
}
/**
 * Роль: функции процессов и разрешения
 */
export interface DemoRole {
  code: Code;
  title: string;
  functions: Code[];
  permissions: string[];
}
/**
 * Сотрудник
 */
export interface DemoUser {
  login: string;
  surname: string;
  name: string;
  patronymic?: string;
  position: string;
  email?: string;
  phone?: string;
  /**
   * Вымышлен, контрольное число верно
   */
  snils?: string;
  /**
   * @minItems 1
   */
  memberships: DemoMembership[];
}
/**
 * Место сотрудника в органе
 */
export interface DemoMembership {
  organisation: Code;
  department?: Code;
  position: string;
  roles: DemoGrant[];
}
/**
 * Роль сотрудника в органе; без услуги и отдела — во всех
 */
export interface DemoGrant {
  role: Code;
  service?: Code;
  department?: Code;
}
/**
 * Заявка и как далеко она прошла
 */
export interface DemoApplication {
  service: Code;
  organisation: Code;
  /**
   * Логин создавшего
   */
  creator: string;
  /**
   * За сколько дней до первого запуска создана
   */
  daysAgo: number;
  applicant: Code;
  submittedBy?: Code;
  notification: 'email' | 'letter' | 'phone' | 'inPerson' | 'sms';
  /**
   * Ответы формы услуги
   */
  answers: Record<string, unknown>;
  steps: DemoStep[];
}
/**
 * Действие по заявке; следующее – через день после предыдущего
 */
export interface DemoStep {
  /**
   * Кто действует
   */
  login: string;
  action: Code;
  /**
   * Ответы формы действия; сотрудник (employee) назван логином
   */
  input?: Record<string, unknown>;
  comment?: string;
}
