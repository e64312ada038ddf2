const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
const idAndTitle = {
  type: 'object',
  required: ['id', 'title'],
  additionalProperties: false,
  properties: { id: { type: 'string' }, title: { type: 'string' } },
} as const;

export const sessionSchemas = {
  Login: {
    type: 'object',
    required: ['login', 'password'],
    additionalProperties: false,
    properties: { login: text(100), password: text(200), remember: { type: 'boolean' } },
  },
  SessionChange: {
    type: 'object',
    required: ['organisation'],
    additionalProperties: false,
    properties: { organisation: { type: 'string', format: 'uuid' } },
  },
  PasswordChange: {
    type: 'object',
    required: ['current', 'new', 'again'],
    additionalProperties: false,
    properties: { current: text(200), new: text(200), again: text(200) },
  },
  Me: {
    type: 'object',
    description: 'Кто вошёл, от имени какого ведомства и что ему доступно.',
    required: [
      'user',
      'organisation',
      'organisations',
      'workplace',
      'functions',
      'permissions',
      'mustChangePassword',
      'canCreate',
    ],
    additionalProperties: false,
    properties: {
      user: { $ref: '#/components/schemas/MeUser' },
      organisation: { $ref: '#/components/schemas/MeOrganisation' },
      organisations: { type: 'array', items: idAndTitle, description: 'Ведомства, от имени которых можно работать' },
      workplace: {
        type: 'object',
        additionalProperties: true,
        description: 'Определение рабочего места (меню, вкладки, столбцы)',
      },
      functions: {
        type: 'object',
        description: 'Функции процессов по коду услуги',
        additionalProperties: { type: 'array', items: { type: 'string' } },
      },
      permissions: { type: 'array', items: { type: 'string' } },
      mustChangePassword: { type: 'boolean' },
      canCreate: { type: 'boolean', description: 'Можно ли создать заявку хотя бы на одну услугу' },
    },
  },
  MeUser: {
    type: 'object',
    required: ['id', 'login', 'surname', 'name', 'patronymic', 'fullName', 'position', 'email', 'phone'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      login: { type: 'string' },
      surname: { type: 'string' },
      name: { type: 'string' },
      patronymic: { type: ['string', 'null'] },
      fullName: { type: 'string' },
      position: { type: ['string', 'null'] },
      email: { type: ['string', 'null'] },
      phone: { type: ['string', 'null'] },
    },
  },
  MeOrganisation: {
    type: 'object',
    required: ['id', 'code', 'title', 'shortTitle', 'timeZone'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      code: { type: 'string' },
      title: { type: 'string' },
      shortTitle: { type: ['string', 'null'] },
      timeZone: { type: 'string' },
    },
  },
} as const;
