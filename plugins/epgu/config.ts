import type { ConfigForm } from '@reglament/sdk';
import { elkType } from './wire/elk-status.ts';

/** Settings of one connection: one body's applications from the portals. */
export interface EpguConfig {
  /** Code of the connection to СМЭВ, when the body has several. */
  readonly bus?: string;
  /** Codes of services; none: all that the body provides and that are told of on a portal. */
  readonly services?: readonly string[];
  /** Where applications of the older shape come from: they do not say it. */
  readonly source?: 'epgu' | 'rpgu' | 'mfc';
  /** The contour that `elk/status` names. */
  readonly env?: string;
  /** `{namespace}Root` of the requests that later statuses go as. */
  readonly statusType?: string;
  /** Folder with the official schema of that type. */
  readonly statusSchemas?: string;
}

export const configForm: ConfigForm = {
  schema: {
    type: 'object',
    properties: {
      bus: {
        type: 'string',
        title: 'Код подключения СМЭВ',
        description: 'Нужен, если у ведомства несколько подключений к СМЭВ',
        maxLength: 100,
      },
      services: {
        type: 'array',
        title: 'Услуги',
        description:
          'Коды услуг, заявки на которые приходят по этому подключению. Пусто – все, у которых описан портал',
        maxItems: 200,
        items: { type: 'string', title: 'Код услуги', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' },
      },
      source: {
        type: 'string',
        title: 'Источник заявок прежнего вида',
        description: 'Такие заявки сами не говорят, откуда пришли. Остальные называют портал или МФЦ',
        oneOf: [
          { const: 'epgu', title: 'ЕПГУ' },
          { const: 'rpgu', title: 'РПГУ' },
          { const: 'mfc', title: 'МФЦ' },
        ],
        default: 'epgu',
      },
      env: {
        type: 'string',
        title: 'Контур в сообщениях о статусе',
        description: 'Например, PROD. Пусто – не называется',
        maxLength: 20,
      },
      statusType: {
        type: 'string',
        title: 'Вид сведений статусов',
        description: 'Каким запросом передаются статусы после ответа портала',
        pattern: '^\\{[^{}\\s]+\\}[^\\s{}:]+$',
        maxLength: 500,
        default: elkType,
      },
      statusSchemas: {
        type: 'string',
        title: 'Папка официальной схемы статусов на сервере',
        description: 'Не задана – отправляемое проверяется по схеме модуля',
        maxLength: 500,
      },
    },
  },
  sections: [
    { code: 'orders', title: 'Заявки', fields: ['bus', 'services', 'source'] },
    { code: 'statuses', title: 'Статусы', fields: ['statusType', 'statusSchemas', 'env'] },
  ],
};
