import type { ApiTypes } from '@reglament/core/api';

/** How a case ended, as the journal of registration says it; a request of another body is answered or refused. */
export const outcomeTitles = {
  granted: 'Услуга предоставлена',
  refused: 'Отказано',
  withdrawn: 'Отозвана или возвращена',
  closed: 'Работа завершена',
  answered: 'Исполнено',
} as const satisfies Record<ApiTypes['RetentionCase']['outcome'], string>;
