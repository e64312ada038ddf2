const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength, pattern: '\\S' }) as const;
const textOrNull = (maxLength: number) => ({ type: ['string', 'null'], minLength: 1, maxLength }) as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` }) as const;
const code = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' } as const;

const required = [
  'title',
  'shortTitle',
  'mnemonic',
  'kind',
  'headName',
  'headPosition',
  'address',
  'oktmo',
  'timeZone',
  'workplace',
  'services',
] as const;

const parameters = {
  title: text(500),
  shortTitle: text(200),
  mnemonic: { type: 'string', minLength: 1, maxLength: 20, pattern: '^[\\p{L}\\p{N}]+$' },
  kind: { type: 'string', enum: ['federal', 'regional', 'municipal'] },
  headName: textOrNull(200),
  headPosition: textOrNull(300),
  address: textOrNull(500),
  oktmo: textOrNull(11),
  ogrn: { ...textOrNull(20), description: '13 цифр: по нему ведомство узнают при входе через другую систему' },
  timeZone: text(60),
  workplace: text(40),
  services: {
    type: ['array', 'null'],
    maxItems: 1000,
    uniqueItems: true,
    items: code,
    description: 'Коды услуг, которые оказывает ведомство; null – любые, доступные ролям',
  },
} as const;

const choice = {
  type: 'object',
  required: ['code', 'title'],
  additionalProperties: false,
  properties: { code: { type: 'string' }, title: { type: 'string' } },
} as const;

export const bodySchemas = {
  OrganisationChoices: {
    type: 'object',
    description: 'Из чего выбирают, когда настраивают ведомство',
    required: ['services', 'workplaces'],
    additionalProperties: false,
    properties: { services: { type: 'array', items: choice }, workplaces: { type: 'array', items: choice } },
  },
  ServiceLack: {
    type: 'object',
    description: 'Услуга, которую в ведомстве некому довести до результата',
    required: ['code', 'title', 'steps'],
    additionalProperties: false,
    properties: {
      code: { type: 'string' },
      title: { type: 'string' },
      steps: {
        type: 'array',
        description: 'Шаги процесса, которых некому сделать: довольно одной из функций',
        items: {
          type: 'object',
          required: ['step', 'functions'],
          additionalProperties: false,
          properties: { step: { type: 'string' }, functions: { type: 'array', items: { type: 'string' } } },
        },
      },
    },
  },
  OrganisationDetails: {
    type: 'object',
    required: [
      ...['organisation', 'answering', 'strictSigner', 'attorneyRules', 'identifiers', 'choices', 'lacks', 'canManage'],
    ],
    additionalProperties: false,
    properties: {
      organisation: ref('OrganisationView'),
      answering: {
        type: 'array',
        items: { type: 'string' },
        description: 'Кто отвечает на Р-запросы к ведомству; видно тому, кто управляет ведомством',
      },
      strictSigner: { type: 'boolean', description: 'Сертификаты сотрудников без СНИЛС не принимаются' },
      attorneyRules: ref('AttorneyRules'),
      identifiers: {
        type: 'array',
        items: ref('BodyIdentifier'),
        description: 'Идентификаторы ведомства в других системах, которые спрашивают опубликованные формы',
      },
      choices: ref('OrganisationChoices'),
      lacks: {
        type: 'array',
        items: ref('ServiceLack'),
        description: 'Из всех опубликованных услуг те, которые здесь некому довести до результата',
      },
      canManage: { type: 'boolean' },
    },
  },
  NewOrganisation: {
    type: 'object',
    required: ['code', ...required],
    additionalProperties: false,
    properties: { code, ...parameters },
  },
  OrganisationChange: {
    type: 'object',
    required: ['version', ...required],
    additionalProperties: false,
    properties: { version: { type: 'integer', minimum: 1 }, ...parameters },
  },
  BodyIdentifier: {
    type: 'object',
    required: ['code', 'title', 'hint', 'usedBy', 'value'],
    additionalProperties: false,
    properties: {
      code: { type: 'string' },
      title: { type: 'string' },
      hint: { type: ['string', 'null'] },
      usedBy: { type: 'array', items: { type: 'string' }, description: 'Названия услуг и видов запросов' },
      value: { type: ['string', 'null'] },
    },
  },
  BodyIdentifiers: {
    type: 'object',
    required: ['values'],
    additionalProperties: false,
    properties: {
      values: {
        type: 'object',
        maxProperties: 200,
        additionalProperties: { type: ['string', 'null'], maxLength: 500 },
        description: 'Код → значение; null – убрать; неназванные остаются',
      },
    },
  },
  StrictSigner: {
    type: 'object',
    required: ['strictSigner'],
    additionalProperties: false,
    properties: { strictSigner: { type: 'boolean', description: 'true – без СНИЛС не принимать' } },
  },
  NewDepartment: {
    type: 'object',
    required: ['code', 'title'],
    additionalProperties: false,
    properties: { code, title: text(300) },
  },
  DepartmentChange: {
    type: 'object',
    required: ['title'],
    additionalProperties: false,
    properties: { title: text(300) },
  },
} as const;
