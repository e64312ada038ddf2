import type { ConfigForm } from '@reglament/sdk';

/** How the provider knows the body. */
export const AUTH = {
  none: 'Без входа',
  basic: 'Имя и пароль (Basic)',
  bearer: 'Токен (Bearer)',
  apiKey: 'Ключ в заголовке или в адресе',
  oauth: 'OAuth 2.0: учётные данные программы (client credentials)',
} as const;

export interface HttpApiConfig {
  readonly url: string;
  readonly auth: keyof typeof AUTH;
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  readonly keyPlace?: 'header' | 'query';
  readonly keyName?: string;
  readonly apiKey?: string;
  readonly oauthUrl?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly scopes?: string;
  readonly repeatHeader?: string;
  readonly ticketPlace?: string;
  /** PEM, as a person has pasted them. */
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  readonly trustedRoots?: string;
}

const when = (kind: keyof typeof AUTH) => ({ visible: { '==': [{ var: 'auth' }, kind] } }) as const;
const pem = { type: 'string', maxLength: 100_000 } as const;
const text = { type: 'string', maxLength: 2000 } as const;
/** What stands in a header as it is: visible ASCII (RFC 6750, 2.1). */
const key = { type: 'string', pattern: '^[!-~]+$', maxLength: 4000 } as const;
/** A header is a token of HTTP (RFC 9110, 5.6.2). */
const headerName = { type: 'string', pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$", maxLength: 100 } as const;

export const configForm: ConfigForm = {
  schema: {
    type: 'object',
    properties: {
      url: {
        type: 'string',
        title: 'Адрес сервера',
        description: 'С общей частью пути, например https://api.example.ru/v1',
        pattern: '^https?://[^\\s?#]+$',
        maxLength: 500,
      },
      auth: {
        type: 'string',
        title: 'Как сервер узнаёт ведомство',
        oneOf: Object.entries(AUTH).map(([value, title]) => ({ const: value, title })),
        default: 'none',
      },
      user: { ...text, title: 'Имя пользователя' },
      password: { ...text, title: 'Пароль' },
      token: { ...key, title: 'Токен' },
      keyPlace: {
        type: 'string',
        title: 'Где ключ',
        oneOf: [
          { const: 'header', title: 'В заголовке' },
          { const: 'query', title: 'В адресе' },
        ],
        default: 'header',
      },
      keyName: { ...headerName, title: 'Имя заголовка или параметра', description: 'Например, X-API-Key' },
      apiKey: { ...key, title: 'Ключ' },
      oauthUrl: { type: 'string', title: 'Адрес выдачи токенов', pattern: '^https?://[^\\s#]+$', maxLength: 500 },
      clientId: { ...text, title: 'Идентификатор программы (client_id)' },
      clientSecret: { ...text, title: 'Секрет программы (client_secret)' },
      scopes: { ...text, title: 'Права (scope)', description: 'Через пробел; пусто – какие дадут' },
      clientCertificate: {
        ...pem,
        title: 'Сертификат клиента',
        description:
          'PEM; за ним можно добавить сертификаты промежуточных центров. Пусто – сервер его не требует (без mTLS)',
      },
      clientKey: {
        ...pem,
        title: 'Закрытый ключ сертификата клиента',
        description: 'PEM (BEGIN PRIVATE KEY), без пароля',
      },
      trustedRoots: {
        ...pem,
        title: 'Кому верить ещё',
        description: 'PEM корневых центров, которые выпустили сертификат сервера; пусто – общеизвестным',
      },
      repeatHeader: {
        ...headerName,
        title: 'Заголовок с именем запроса',
        description: 'По нему сервер узнаёт повтор; пусто – Idempotency-Key',
      },
      ticketPlace: {
        type: 'string',
        title: 'Где в обратном вызове имя запроса',
        description: 'Для вызовов на общий адрес подключения; пусто – /id',
        pattern: '^(/[^/]+)+$',
        maxLength: 200,
      },
    },
    required: ['url', 'auth'],
  },
  sections: [
    { code: 'server', title: 'Сервер', fields: ['url', 'repeatHeader', 'ticketPlace'] },
    {
      code: 'access',
      title: 'Вход',
      fields: ['auth', 'user', 'password', 'token', 'keyPlace', 'keyName', 'apiKey', 'oauthUrl', 'clientId'].concat([
        'clientSecret',
        'scopes',
      ]),
    },
    { code: 'tls', title: 'Сертификаты (mTLS)', fields: ['clientCertificate', 'clientKey', 'trustedRoots'] },
  ],
  ui: {
    clientCertificate: { widget: 'textarea' },
    trustedRoots: { widget: 'textarea' },
    auth: { widget: 'select' },
    ...Object.fromEntries(
      (
        [
          ['basic', ['user', 'password']],
          ['bearer', ['token']],
          ['apiKey', ['keyPlace', 'keyName', 'apiKey']],
          ['oauth', ['oauthUrl', 'clientId', 'clientSecret', 'scopes']],
        ] as const
      ).flatMap(([kind, fields]) => fields.map((field) => [field, when(kind)])),
    ),
  },
  secrets: ['password', 'token', 'apiKey', 'clientSecret', 'clientKey'],
};
