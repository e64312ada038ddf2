import type { ApiTypes } from '@reglament/core/api';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../client.ts';

export type NoticeSetting = ApiTypes['NoticeSettingView'];
export type NoticeChoice = ApiTypes['NoticeChoice'];
export type NoticeEvent = NoticeChoice['event'];

export const eventTitles = {
  assigned: 'Заявка назначена мне или ушла от меня',
  returned: 'Решение вернули на доработку',
  signing: 'Документ решения ждёт подписи или подписан всеми',
  deadline: 'Срок подходит или истёк',
  answer: 'Пришёл ответ на запрос',
  trouble: 'Что-то не ушло: запрос, результат, уведомление',
  attorney: 'Моя доверенность (МЧД) заканчивается или истекла',
  portal: 'Заявитель или портал сообщили новое',
  archive: 'Акт об уничтожении ждёт утверждения или исполнен, истекли сроки хранения',
} as const satisfies Record<NoticeEvent, string>;

export const noticeSettingQuery = queryOptions({
  queryKey: ['notice-setting'],
  queryFn: ({ signal }) => request<NoticeSetting>('/api/me/notice-setting', { signal }),
});
