import { said, saidForm, saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const id = { type: 'string', format: 'uuid' } as const;
const anything = { type: 'object' } as const;
const title = { type: 'string', minLength: 1, maxLength: 200 } as const;
const code = { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const health = {
  type: 'object',
  required: ['ok', 'text'],
  additionalProperties: false,
  properties: { ok: { type: 'boolean' }, text: said },
} as const;

export const connectionSchemas = {
  PluginView: {
    type: 'object',
    description: 'Модуль, который установлен в системе',
    required: ['id', 'title', 'contract', 'scope', 'form', 'secrets', 'requestKinds', 'emulator'],
    additionalProperties: false,
    properties: {
      id: text,
      title: said,
      contract: { ...text, description: 'Версия договора модулей' },
      scope: { type: 'string', enum: ['body', 'installation', 'both'] },
      form: { ...saidForm, description: 'Форма настроек подключения' },
      emulator: {
        type: 'string',
        enum: ['none', 'forbidden', 'allowed'],
        description: 'Можно ли вести подключения к эмулятору: его нет, в этой установке нельзя, можно',
      },
      secrets: { type: 'array', items: text, description: 'Поля, которые хранятся зашифрованными и не показываются' },
      requestKinds: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'title'],
          additionalProperties: false,
          properties: { code: text, title: said },
        },
      },
    },
  },
  PluginList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: ref('PluginView') } },
  },
  ConnectionHealth: health,
  ReceptionTrouble: {
    type: 'object',
    description: 'Приём нарушен: с какого времени, почему и что делать; пропадает, когда приём пошёл',
    required: ['since', 'reason', 'advice'],
    additionalProperties: false,
    properties: { since: text, reason: said, advice: said },
  },
  ConnectionView: {
    type: 'object',
    description: 'Подключение: модуль с настройками для ведомства; секреты не показываются',
    required: [
      'id',
      'plugin',
      'code',
      'common',
      'title',
      'settings',
      'enabled',
      'version',
      'health',
      'checkedAt',
      'incident',
      'reception',
      'callAddress',
      'emulated',
    ],
    additionalProperties: false,
    properties: {
      id,
      plugin: text,
      code: text,
      common: { type: 'boolean', description: 'Одно на всю систему, а не ведомства' },
      title: text,
      settings: anything,
      enabled: { type: 'boolean' },
      emulated: { type: 'boolean', description: 'Ведёт к эмулятору модуля; свои настройки ждут' },
      version: { type: 'integer' },
      health: { oneOf: [{ type: 'null' }, health] },
      checkedAt: nullableText,
      incident: {
        description: 'Другая сторона не отвечает: отправка приостановлена до следующей попытки',
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['since', 'retryAt', 'reason', 'waiting'],
            additionalProperties: false,
            properties: {
              since: text,
              retryAt: nullableText,
              reason: saidOrNull,
              waiting: { type: 'integer', description: 'Сколько отправлений ждёт (не далее тысячи)' },
            },
          },
        ],
      },
      reception: { oneOf: [{ type: 'null' }, ref('ReceptionTrouble')] },
      callAddress: {
        ...nullableText,
        description:
          'Секретный адрес, по которому другая сторона сообщает сама: об ответах, о выходе; null – модуль вызовов не ждёт',
      },
    },
  },
  ConnectionLog: {
    type: 'object',
    description: 'Последние двести строк журнала модуля, новые сверху; секреты подключения в них скрыты',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['number', 'at', 'node', 'event', 'facts'],
          additionalProperties: false,
          properties: {
            number: { type: 'integer' },
            at: text,
            node: { ...text, description: 'Процесс установки, в котором это было' },
            event: text,
            facts: anything,
          },
        },
      },
    },
  },
  ConnectionList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: ref('ConnectionView') } },
  },
  NewConnectionBody: {
    type: 'object',
    required: ['plugin', 'code', 'title', 'settings'],
    additionalProperties: false,
    properties: {
      plugin: { type: 'string', minLength: 1, maxLength: 200 },
      code,
      title,
      settings: anything,
      enabled: { type: 'boolean', description: 'По умолчанию включено' },
      emulated: { type: 'boolean', description: 'Сразу вести к эмулятору: тогда настройки можно заполнить потом' },
      common: {
        type: 'boolean',
        description: 'Для всей системы, а не для ведомства: у модуля, который бывает и тем, и другим',
      },
    },
  },
  EmulatorSwitchBody: {
    type: 'object',
    required: ['version', 'emulated'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1 },
      emulated: { type: 'boolean', description: 'Вести к эмулятору; false – к своей системе, по своим настройкам' },
    },
  },
  ConnectionChangeBody: {
    type: 'object',
    required: ['version', 'title', 'settings', 'enabled'],
    additionalProperties: false,
    properties: {
      version: { type: 'integer', minimum: 1 },
      title,
      settings: { ...anything, description: 'Секрет, который не передан, остаётся прежним' },
      enabled: { type: 'boolean' },
    },
  },
} as const;
