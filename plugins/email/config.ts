import type { ConfigForm } from '@reglament/sdk';

/** How the line to the mail server is protected. */
export const SECURITY = {
  tls: 'TLS сразу (обычно порт 465)',
  starttls: 'STARTTLS (обычно порт 587)',
  none: 'Без шифрования: только внутри своей сети',
} as const;

export interface EmailConfig {
  readonly host: string;
  readonly port: number;
  readonly security: keyof typeof SECURITY;
  readonly user?: string;
  readonly password?: string;
  /** The address that letters go from. */
  readonly from: string;
  readonly fromName?: string;
}

export const configForm: ConfigForm = {
  schema: {
    type: 'object',
    properties: {
      host: {
        type: 'string',
        title: 'Почтовый сервер',
        description: 'Имя или адрес, например mail.example.ru',
        pattern: '^[^/\\s:@]+$',
        maxLength: 255,
      },
      port: { type: 'integer', title: 'Порт', minimum: 1, maximum: 65535, default: 465 },
      security: {
        type: 'string',
        title: 'Защита соединения',
        oneOf: Object.entries(SECURITY).map(([value, title]) => ({ const: value, title })),
        default: 'tls',
      },
      user: {
        type: 'string',
        title: 'Пользователь',
        description: 'Не задан – сервер пускает без входа',
        maxLength: 200,
      },
      password: { type: 'string', title: 'Пароль', maxLength: 200 },
      from: {
        type: 'string',
        title: 'Адрес отправителя',
        description: 'С него уходят письма, на него приходят ответы и сообщения о недоставке',
        pattern: '^[^\\s<>(),;:"\\[\\]@]+@[^\\s<>(),;:"\\[\\]@]+$',
        maxLength: 254,
      },
      fromName: {
        type: 'string',
        title: 'Имя отправителя',
        description: 'Не задано – название ведомства',
        maxLength: 200,
      },
    },
    required: ['host', 'port', 'security', 'from'],
  },
  sections: [
    { code: 'server', title: 'Почтовый сервер', fields: ['host', 'port', 'security', 'user', 'password'] },
    { code: 'sender', title: 'От кого письма', fields: ['from', 'fromName'] },
  ],
  secrets: ['password'],
};
