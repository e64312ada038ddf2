const id = { type: 'string', format: 'uuid' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const claim = {
  type: 'object',
  description: 'Кем подписано, по словам самой подписи',
  required: ['name', 'organisation', 'serial', 'validFrom', 'validTo', 'signedAt'],
  additionalProperties: false,
  properties: {
    name: nullableText,
    organisation: nullableText,
    serial: { ...nullableText, description: 'Серийный номер сертификата' },
    validFrom: nullableText,
    validTo: nullableText,
    signedAt: { ...nullableText, description: 'По часам подписавшего' },
  },
} as const;

export const signatureSchemas = {
  SignatureView: {
    type: 'object',
    description: 'Открепленная подпись файла',
    required: ['id', 'name', 'size', 'signers', 'verdict', 'uploadedBy', 'createdAt'],
    additionalProperties: false,
    properties: {
      id,
      name: { type: 'string' },
      size: { type: 'integer', description: 'Байт' },
      signers: { type: 'array', items: claim },
      verdict: {
        description: 'Итог проверки; null – не проверена',
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['valid', 'text', 'checkedAt'],
            additionalProperties: false,
            properties: { valid: { type: 'boolean' }, text: { type: 'string' }, checkedAt: { type: 'string' } },
          },
        ],
      },
      uploadedBy: {
        type: 'object',
        required: ['id', 'name'],
        additionalProperties: false,
        properties: { id, name: { type: 'string' } },
      },
      createdAt: { type: 'string' },
    },
  },
  SignatureUpload: {
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: { name: { type: 'string', minLength: 1, maxLength: 1000, description: 'Имя файла подписи' } },
  },
} as const;
