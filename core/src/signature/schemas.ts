import { said, saidOrNull } from '../locale/said.ts';

const id = { type: 'string', format: 'uuid' } as const;
const nullableText = { type: ['string', 'null'] } as const;
export const signatureStatus = {
  enum: ['valid', 'broken', 'expired', 'revoked', 'untrusted', 'unknown'],
  description:
    'broken – подпись не от этого содержания; expired, revoked, untrusted – о сертификате; unknown – проверить нечем',
} as const;
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
    required: ['id', 'name', 'size', 'signers', 'verdict', 'place', 'attorney', 'uploadedBy', 'createdAt'],
    additionalProperties: false,
    properties: {
      id,
      name: { type: 'string' },
      size: { type: 'integer', description: 'Байт' },
      signers: { type: 'array', items: claim },
      verdict: {
        description: 'Итог проверки; null – не проверена',
        oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/SignatureVerdict' }],
      },
      attorney: {
        description: 'Машиночитаемая доверенность, по которой подписано',
        oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/SignedByAttorney' }],
      },
      place: { ...nullableText, description: 'Место подписи под документом решения, по перечню услуги' },
      uploadedBy: {
        type: 'object',
        required: ['id', 'name'],
        additionalProperties: false,
        properties: { id, name: { type: 'string' } },
      },
      createdAt: { type: 'string' },
    },
  },
  SigningView: {
    type: 'object',
    description: 'Кто подписывает документ решения, по порядку: кто подписал, чья подпись ожидается',
    required: ['places', 'releases', 'droppedBy', 'mine', 'problem'],
    additionalProperties: false,
    properties: {
      places: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'title', 'status', 'alongside', 'mine', 'removable', 'signer', 'signature'],
          additionalProperties: false,
          properties: {
            code: { type: 'string' },
            title: said,
            status: { enum: ['signed', 'awaited', 'later'] },
            alongside: { type: 'boolean', description: 'Подписывает одновременно с тем, кто перед ним' },
            mine: { type: 'boolean', description: 'Здесь встанет ваша подпись' },
            removable: { type: 'boolean', description: 'Эту подпись вы можете снять' },
            signer: {
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
            signature: {
              description: 'Подпись: файл документа и её номер у файла',
              oneOf: [
                { type: 'null' },
                { type: 'object', required: ['file', 'id'], additionalProperties: false, properties: { file: id, id } },
              ],
            },
          },
        },
      },
      releases: {
        type: ['string', 'null'],
        description: 'Ваша подпись – последняя, и после неё это действие выполнится само',
      },
      droppedBy: {
        type: 'array',
        items: { type: 'string' },
        description: 'Коды действий, с которыми стоящие подписи перестанут действовать',
      },
      mine: { type: 'boolean', description: 'Ваша очередь подписать' },
      problem: { ...saidOrNull, description: 'Почему вам сейчас не подписать; null – можно или уже незачем' },
    },
  },
  SignatureVerdict: {
    type: 'object',
    description: 'Итог проверки подписи: по всем подписавшим и о каждом',
    required: ['valid', 'text', 'checkedAt'],
    additionalProperties: false,
    properties: {
      valid: { type: 'boolean', description: 'Подписи подходят к содержанию, и всем сертификатам можно верить' },
      status: signatureStatus,
      text: said,
      training: { type: 'boolean', description: 'Есть учебная подпись: юридической силы она не имеет' },
      checkedAt: { type: 'string' },
      signers: {
        type: 'array',
        items: {
          type: 'object',
          required: ['valid', 'status', 'text', 'owner', 'issuer', 'serial', 'validFrom', 'validTo', 'signedAt'],
          additionalProperties: false,
          properties: {
            valid: { type: 'boolean' },
            status: signatureStatus,
            text: said,
            owner: nullableText,
            issuer: nullableText,
            serial: nullableText,
            validFrom: nullableText,
            validTo: nullableText,
            signedAt: { ...nullableText, description: 'По часам подписавшего' },
          },
        },
      },
    },
  },
  TrainingCertificateView: {
    type: 'object',
    description: 'Учебный сертификат вошедшего: есть только там, где подпись ведомства демонстрационная',
    required: ['certificate'],
    additionalProperties: false,
    properties: {
      certificate: {
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['surname', 'given', 'snils', 'issuer', 'serial', 'validFrom', 'validTo', 'content'],
            additionalProperties: false,
            properties: {
              surname: { type: 'string' },
              given: { type: 'string' },
              snils: { type: ['string', 'null'], description: 'Вошедшего; нет – нет и в сертификате' },
              issuer: { type: 'string' },
              serial: { type: 'string' },
              validFrom: { type: 'string' },
              validTo: { type: 'string' },
              content: { type: 'string', description: 'DER, base64' },
            },
          },
        ],
      },
    },
  },
  TrainingForm: {
    type: 'object',
    required: ['form'],
    additionalProperties: false,
    properties: {
      form: { type: 'string', enum: ['cms', 'value'], description: 'cms – над содержанием; value – над готовым хешем' },
    },
  },
  SignatureFileView: {
    type: 'object',
    description: 'Подпись, загруженная отдельным файлом, и итог её проверки',
    required: ['content', 'of', 'signers', 'verdict'],
    additionalProperties: false,
    properties: {
      content: {
        description: 'Документ внутри подписи; null – подпись открепленная',
        oneOf: [
          { type: 'null' },
          {
            type: 'object',
            required: ['name', 'size'],
            additionalProperties: false,
            properties: { name: { type: 'string' }, size: { type: 'integer', description: 'Байт' } },
          },
        ],
      },
      of: {
        description: 'Файл рядом, по которому проверена открепленная подпись',
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
      signers: { type: 'array', items: claim },
      verdict: { $ref: '#/components/schemas/SignatureVerdict' },
    },
  },
  SignatureUpload: {
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 1000, description: 'Имя файла подписи' },
      own: { type: 'string', enum: ['1'], description: 'Подписал сам вошедший: сертификат сверяется с ним' },
    },
  },
} as const;
