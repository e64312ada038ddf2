const id = { type: 'string', format: 'uuid' } as const;
const name = { type: 'string', minLength: 1, maxLength: 1000, description: 'Имя файла' } as const;
const size = { type: 'integer', minimum: 1, description: 'Байт' } as const;

/** What names a content where it is attached. */
export const broughtContent = {
  key: {
    ...id,
    description: 'Для содержимого в теле запроса: новый для каждого файла UUID; повтор с ним не удваивает файл',
  },
  upload: { ...id, description: 'Загрузка по частям, которая передана целиком: тело запроса тогда пусто' },
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 всего файла; нужна вместе с upload' },
} as const;

export const uploadSchemas = {
  NewUpload: {
    type: 'object',
    required: ['name', 'size', 'mark'],
    additionalProperties: false,
    properties: {
      name,
      size,
      mark: {
        type: 'string',
        maxLength: 200,
        description: 'Чем отправитель узнаёт тот же файл (время изменения): его незаконченная загрузка продолжится',
      },
    },
  },
  UploadView: {
    type: 'object',
    description: 'Загрузка по частям: хранится сутки после последней части',
    required: ['id', 'name', 'size', 'offset', 'partSize'],
    additionalProperties: false,
    properties: {
      id,
      name,
      size,
      offset: { type: 'integer', description: 'Сколько байт уже принято: с этого места идёт следующая часть' },
      partSize: { type: 'integer', description: 'Размер части; последняя – остаток' },
    },
  },
  UploadPart: {
    type: 'object',
    required: ['offset'],
    additionalProperties: false,
    properties: { offset: { type: 'string', pattern: '^[0-9]{1,15}$', description: 'С какого байта эта часть' } },
  },
} as const;
