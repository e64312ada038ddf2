import type { ConfigForm } from '@reglament/sdk';

/** Published versions of the transport schemas that this plugin speaks. */
export const versions = ['1.1', '1.2', '1.3'] as const;
export type SmevVersion = (typeof versions)[number];

/** Settings of one connection: one body, one system in СМЭВ. */
export interface Smev3Config {
  readonly version: SmevVersion;
  readonly url: string;
  /** Name of the body's system in СМЭВ; the node knows it by the certificate, people by this. */
  readonly mnemonic?: string;
  /** The connection that signs, by its code, when the body has several. */
  readonly signer?: string;
  readonly testMessages?: boolean;
  /** Splits the queue between several systems of the body. */
  readonly nodeId?: string;
  readonly ftpHost?: string;
  readonly ftpPort?: number;
  readonly ftpUser?: string;
  readonly ftpPassword?: string;
  readonly ftpSecure?: boolean;
  /** KiB: files up to this size go inside the message, larger ones by FTP. */
  readonly inlineLimit?: number;
  /** PEM of the certificates that СМЭВ signs with; empty: any signature that holds. */
  readonly smevCertificates?: string;
  /** Folder on the server with the official schemas, one folder for each version. */
  readonly schemaFolder?: string;
}

export const usualInlineLimit = 512;

export const configForm: ConfigForm = {
  schema: {
    type: 'object',
    properties: {
      version: { type: 'string', title: 'Версия схем СМЭВ', enum: [...versions], default: '1.2' },
      url: {
        type: 'string',
        title: 'Адрес узла СМЭВ',
        description: 'Например, http://172.20.3.12:7500/smev/v1.2/ws',
        pattern: '^https?://\\S+$',
        maxLength: 500,
      },
      mnemonic: { type: 'string', title: 'Мнемоника системы ведомства в СМЭВ', maxLength: 200 },
      signer: {
        type: 'string',
        title: 'Код подключения подписи',
        description: 'Нужен, если у ведомства несколько подключений, которые подписывают',
        maxLength: 100,
      },
      testMessages: { type: 'boolean', title: 'Отправлять тестовые сообщения', default: false },
      nodeId: {
        type: 'string',
        title: 'Узел',
        description: 'Если очередь ведомства делят несколько систем: этот узел получает ответы только на свои запросы',
        maxLength: 100,
      },
      ftpHost: {
        type: 'string',
        title: 'Файловое хранилище СМЭВ: сервер',
        description: 'Имя или адрес без ftp://. Не задано – файлы больше порога не отправить',
        pattern: '^[^/\\s:]+$',
        maxLength: 255,
      },
      ftpPort: { type: 'integer', title: 'Порт', minimum: 1, maximum: 65535, default: 21 },
      ftpUser: { type: 'string', title: 'Пользователь для отправки', maxLength: 200 },
      ftpPassword: { type: 'string', title: 'Пароль для отправки', maxLength: 200 },
      ftpSecure: { type: 'boolean', title: 'Хранилище работает по FTPS', default: false },
      inlineLimit: {
        type: 'integer',
        title: 'Порог вложения, КиБ',
        description: 'Файлы до этого размера уходят в самом сообщении, больше – через файловое хранилище',
        minimum: 1,
        maximum: 5120,
        default: usualInlineLimit,
      },
      smevCertificates: {
        type: 'string',
        title: 'Сертификаты СМЭВ',
        description: 'PEM. Если заданы, ответ с подписью СМЭВ на другом сертификате не принимается',
        maxLength: 100_000,
      },
      schemaFolder: {
        type: 'string',
        title: 'Папка официальных схем на сервере',
        description: 'В ней папки 1.1, 1.2, 1.3. Не задана – отправляемое проверяется по схемам модуля',
        maxLength: 500,
      },
    },
    required: ['version', 'url'],
  },
  sections: [
    { code: 'node', title: 'Узел СМЭВ', fields: ['version', 'url', 'mnemonic', 'nodeId', 'testMessages'] },
    { code: 'trust', title: 'Подпись и схемы', fields: ['signer', 'smevCertificates', 'schemaFolder'] },
    {
      code: 'files',
      title: 'Файлы',
      fields: ['inlineLimit', 'ftpHost', 'ftpPort', 'ftpUser', 'ftpPassword', 'ftpSecure'],
    },
  ],
  ui: { smevCertificates: { widget: 'textarea' } },
  secrets: ['ftpPassword'],
};
