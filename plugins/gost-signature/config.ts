import type { ConfigForm } from '@reglament/sdk';

/** Where the key of the body is. */
export const KEY_PLACES = {
  none: 'Ключа нет: только проверять подписи',
  key: 'Ключ в файле (PEM, PKCS#12) или здесь (PEM)',
  token: 'Внешнее средство: токен (PKCS#11)',
  program: 'Внешнее средство: программа на сервере',
  service: 'Внешнее средство: служба подписи (HTTP)',
  demonstration: 'Демонстрационный ключ (юридической силы нет)',
} as const;
export type KeyPlace = keyof typeof KEY_PLACES;

export interface GostSignatureConfig {
  readonly place: KeyPlace;
  /** PEM of the body's certificate, then of authorities between it and a root. */
  readonly certificate?: string;
  readonly privateKey?: string;
  /** PEM, or PKCS#12 by its name: `.pfx`, `.p12`. */
  readonly keyFile?: string;
  readonly password?: string;
  /** Name of an executable in the folder of signing programs. */
  readonly program?: string;
  /** Name of a library in the folder of PKCS#11 libraries. */
  readonly module?: string;
  readonly deviceLabel?: string;
  /** CKA_ID, hex. */
  readonly keyId?: string;
  readonly pin?: string;
  readonly url?: string;
  readonly token?: string;
  /** Seconds. */
  readonly timeLimit?: number;
  /** PEM of the permitted authorities, or the path of a file with them. */
  readonly authorities?: string;
  readonly authoritiesFile?: string;
  /** Paths of revocation lists, one a line. */
  readonly revocationFiles?: string;
}

export const usualTimeLimit = 15;

/** Put there by whoever runs the server: an administrator of the product must not choose what the server executes. */
export const PROGRAMS_FOLDER = '/etc/reglament/signers';

/** The same for libraries of tokens: what is loaded is executed. */
export const MODULES_FOLDER = '/etc/reglament/pkcs11';

export const configForm: ConfigForm = {
  schema: {
    type: 'object',
    properties: {
      place: {
        type: 'string',
        title: 'Ключ ведомства',
        oneOf: Object.entries(KEY_PLACES).map(([value, title]) => ({ const: value, title })),
        default: 'none',
      },
      certificate: {
        type: 'string',
        title: 'Сертификат ведомства',
        description: 'PEM. За ним можно добавить сертификаты промежуточных центров',
        maxLength: 100_000,
      },
      privateKey: {
        type: 'string',
        title: 'Закрытый ключ',
        description: 'PEM (PKCS#8, BEGIN PRIVATE KEY). Хранится зашифрованным',
        maxLength: 10_000,
      },
      keyFile: {
        type: 'string',
        title: 'Файл закрытого ключа на сервере',
        description:
          'Полный путь; вместо ключа в настройках. PEM или PKCS#12 (.pfx, .p12): тогда сертификат берётся из него',
        pattern: '^/\\S*$',
        maxLength: 500,
      },
      password: { type: 'string', title: 'Пароль файла PKCS#12', maxLength: 200 },
      program: {
        type: 'string',
        title: 'Программа',
        description: `Имя программы в папке ${PROGRAMS_FOLDER}: её кладёт туда администратор сервера`,
        pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
        maxLength: 100,
      },
      module: {
        type: 'string',
        title: 'Библиотека PKCS#11',
        description: `Имя файла в папке ${MODULES_FOLDER}: его (или ссылку) кладёт туда администратор сервера`,
        pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
        maxLength: 100,
      },
      deviceLabel: {
        type: 'string',
        title: 'Метка токена',
        description: 'Нужна, если токенов несколько',
        maxLength: 32,
      },
      keyId: {
        type: 'string',
        title: 'Номер ключа на токене',
        description: 'ID из списка pkcs11-tool --list-objects, шестнадцатеричный',
        pattern: '^(?:[0-9A-Fa-f]{2}){1,64}$',
        maxLength: 128,
      },
      pin: { type: 'string', title: 'PIN токена', maxLength: 64 },
      url: { type: 'string', title: 'Адрес службы подписи', pattern: '^https?://\\S+$', maxLength: 500 },
      token: { type: 'string', title: 'Ключ доступа к службе', maxLength: 1000 },
      timeLimit: {
        type: 'integer',
        title: 'Ждать внешнее средство, секунд',
        minimum: 1,
        maximum: 25,
        default: usualTimeLimit,
      },
      authorities: {
        type: 'string',
        title: 'Разрешённые удостоверяющие центры',
        description: 'Сертификаты в PEM. Подписи на сертификатах других центров не признаются',
        maxLength: 1_000_000,
      },
      authoritiesFile: {
        type: 'string',
        title: 'Файл с сертификатами центров на сервере',
        description: 'Полный путь, PEM; в дополнение к указанным выше',
        pattern: '^/\\S*$',
        maxLength: 500,
      },
      revocationFiles: {
        type: 'string',
        title: 'Списки отозванных сертификатов',
        description: 'Полные пути файлов CRL на сервере, по одному в строке. Обновлённый файл читается сам',
        maxLength: 10_000,
      },
    },
    required: ['place'],
  },
  sections: [
    {
      code: 'key',
      title: 'Чем подписывает ведомство',
      fields: ['place', 'certificate', 'privateKey', 'keyFile', 'password'],
    },
    {
      code: 'external',
      title: 'Внешнее средство',
      fields: ['module', 'deviceLabel', 'keyId', 'pin', 'program', 'url', 'token', 'timeLimit'],
    },
    { code: 'trust', title: 'Чьим подписям верить', fields: ['authorities', 'authoritiesFile', 'revocationFiles'] },
  ],
  ui: {
    certificate: { widget: 'textarea' },
    privateKey: { widget: 'textarea' },
    authorities: { widget: 'textarea' },
    revocationFiles: { widget: 'textarea' },
  },
  secrets: ['privateKey', 'password', 'pin', 'token'],
};
