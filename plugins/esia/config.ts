import type { ConfigForm } from '@reglament/sdk';

export const WAYS = {
  gateway: 'Шлюз OpenID Connect (для новых систем)',
  direct: 'Напрямую в ЕСИА, с подписью ГОСТ',
} as const;

export interface EsiaConfig {
  readonly way: keyof typeof WAYS;
  /** Of the gateway: what its discovery document calls itself. Directly: the address of ЕСИА. */
  readonly url: string;
  /** Name of this system there; for ЕСИА its mnemonic. */
  readonly clientId: string;
  readonly clientSecret?: string;
  /** Asked for, separated by blanks. */
  readonly scope?: string;
  readonly claimSnils?: string;
  readonly claimOrganisations?: string;
  readonly claimOgrn?: string;
  readonly claimTitle?: string;
  /** Where a gateway names its way of signing out by no document. */
  readonly logoutUrl?: string;
  /** PEM (PKCS#8), ГОСТ Р 34.10-2012; absent: a connection of the installation signs. */
  readonly privateKey?: string;
  /** Code of that connection, where there are several. */
  readonly signer?: string;
  /** As ЕСИА gave it for the certificate of the key. */
  readonly certificateHash?: string;
  /** PEM: by it ЕСИА signs its tokens, RSA or ГОСТ; two, one below the other, while ЕСИА exchanges its key. */
  readonly esiaCertificate?: string;
  /** What its tokens name as who gave them. */
  readonly issuer?: string;
  /** Permissions asked for organisations. */
  readonly scopeOrg?: string;
}

/** HTTPS, but for an emulator on this very machine. */
const ADDRESS = '^(?:https://[^\\s/?#]+|http://(?:127\\.0\\.0\\.1|localhost)(?::\\d+)?)(?:/[^\\s?#]*)?$';
const CLAIM = '^[A-Za-z][A-Za-z0-9_:.-]*$';

export const usual = {
  scope: { gateway: 'openid profile snils organisations', direct: 'openid fullname snils usr_org' },
  claimSnils: 'snils',
  claimOrganisations: 'organisations',
  claimOgrn: 'ogrn',
  claimTitle: 'title',
  issuer: 'http://esia.gosuslugi.ru/',
} as const;

const claim = (title: string, value: string) =>
  ({ type: 'string', title, pattern: CLAIM, maxLength: 100, default: value }) as const;

export const configForm: ConfigForm = {
  schema: {
    type: 'object',
    properties: {
      way: {
        type: 'string',
        title: 'Как подключена система',
        oneOf: Object.entries(WAYS).map(([value, title]) => ({ const: value, title })),
        default: 'gateway',
      },
      url: {
        type: 'string',
        title: 'Адрес шлюза или ЕСИА',
        description: 'Шлюз: адрес издателя (issuer). ЕСИА: например https://esia.gosuslugi.ru. Только HTTPS',
        pattern: ADDRESS,
        maxLength: 500,
      },
      clientId: {
        type: 'string',
        title: 'Имя системы (client_id)',
        description: 'Для ЕСИА – мнемоника информационной системы',
        pattern: '^\\S+$',
        maxLength: 200,
      },
      clientSecret: { type: 'string', title: 'Секрет системы (client_secret)', maxLength: 1000 },
      scope: {
        type: 'string',
        title: 'Что запрашивать (scope)',
        description: `Через пробел. Не задано: для шлюза «${usual.scope.gateway}», для ЕСИА «${usual.scope.direct}»`,
        maxLength: 500,
      },
      claimSnils: claim('СНИЛС человека', usual.claimSnils),
      claimOrganisations: claim('Список организаций', usual.claimOrganisations),
      claimOgrn: claim('ОГРН в записи организации', usual.claimOgrn),
      claimTitle: claim('Название в записи организации', usual.claimTitle),
      logoutUrl: {
        type: 'string',
        title: 'Адрес выхода',
        description: 'Не задан – берётся из описания шлюза',
        pattern: ADDRESS,
        maxLength: 500,
      },
      privateKey: {
        type: 'string',
        title: 'Закрытый ключ системы',
        description:
          'ГОСТ Р 34.10-2012, PEM (PKCS#8). Хранится зашифрованным. Не указан – подписывает подключение подписи всей системы: ключ может лежать в СКЗИ',
        maxLength: 10_000,
      },
      signer: {
        type: 'string',
        title: 'Код подключения подписи',
        description: 'Нужен, если у системы несколько подключений, которые подписывают',
        maxLength: 100,
      },
      certificateHash: {
        type: 'string',
        title: 'Хеш сертификата (client_certificate_hash)',
        description: 'Вычисляется утилитой, которую выдаёт оператор ЕСИА',
        pattern: '^[0-9A-Fa-f]{64}$',
      },
      esiaCertificate: {
        type: 'string',
        title: 'Сертификат ЕСИА',
        description:
          'PEM. Им проверяется подпись маркеров: RS256 или ГОСТ – по ключу сертификата. На время смены ключа ЕСИА – оба, один под другим',
        maxLength: 20_000,
      },
      issuer: {
        type: 'string',
        title: 'Издатель маркеров (iss)',
        pattern: '^https?://\\S+$',
        maxLength: 500,
        default: usual.issuer,
      },
      scopeOrg: { type: 'string', title: 'Права на организации (scope_org)', maxLength: 500 },
    },
    required: ['way', 'url', 'clientId'],
  },
  sections: [
    { code: 'other', title: 'Другая сторона', fields: ['way', 'url', 'clientId', 'scope'] },
    {
      code: 'gateway',
      title: 'Для шлюза',
      fields: ['clientSecret', 'claimSnils', 'claimOrganisations', 'claimOgrn', 'claimTitle', 'logoutUrl'],
    },
    {
      code: 'direct',
      title: 'Для прямого подключения',
      fields: ['privateKey', 'signer', 'certificateHash', 'esiaCertificate', 'issuer', 'scopeOrg'],
    },
  ],
  ui: { privateKey: { widget: 'textarea' }, esiaCertificate: { widget: 'textarea' } },
  secrets: ['clientSecret', 'privateKey'],
};
