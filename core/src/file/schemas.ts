import { broughtContent } from './upload/schemas.ts';

const id = { type: 'string', format: 'uuid' } as const;
const purpose = {
  type: 'string',
  enum: ['document', 'decision', 'result', 'attachment', 'request', 'answer'],
  description: 'Документ заявителя, основание решения, результат услуги, иное вложение, файл запроса, файл ответа',
} as const;
const code = { type: 'string', minLength: 1, maxLength: 40 } as const;

export const fileSchemas = {
  FileView: {
    type: 'object',
    required: [
      'id',
      'purpose',
      'document',
      'name',
      'mediaType',
      'size',
      'description',
      'uploadedBy',
      'createdAt',
      'signatures',
    ],
    additionalProperties: false,
    properties: {
      id,
      purpose,
      document: { type: ['string', 'null'], description: 'Код документа услуги, который приложен этим файлом' },
      name: { type: 'string' },
      mediaType: { type: 'string' },
      size: { type: 'integer', description: 'Байт' },
      description: { type: ['string', 'null'] },
      uploadedBy: {
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['id', 'name'],
            additionalProperties: false,
            properties: { id, name: { type: 'string' } },
          },
        ],
      },
      createdAt: { type: 'string' },
      signatures: { type: 'array', items: { $ref: '#/components/schemas/SignatureView' } },
    },
  },
  FileList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/components/schemas/FileView' } } },
  },
  FileUpload: {
    type: 'object',
    required: ['name', 'purpose'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 1000, description: 'Имя файла' },
      // The result of a service is made by the system alone.
      purpose: { type: 'string', enum: ['document', 'decision', 'attachment'] },
      document: code,
      description: { type: 'string', maxLength: 1000 },
      ...broughtContent,
    },
  },
  ContentQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { inline: { type: 'string', enum: ['1'], description: 'Показать в окне: только PDF, PNG, JPEG' } },
  },
} as const;
