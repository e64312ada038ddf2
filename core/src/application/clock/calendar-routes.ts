import { type Route, route } from '../../http.ts';
import { titleOf } from '../../rule/title.ts';
import { askRecount, calendarWith, publishCalendar, recountOf } from './calendar-commands.ts';
import { effectOfCalendar } from './calendar-effect.ts';

const access = { permission: 'dictionaries.edit' } as const;
const params = { code: 'code' } as const;

export const calendarRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/calendars',
    summary: 'Производственные календари по годам',
    access,
    response: 'CalendarList',
    handler: async ({ deps }) => ({
      recount: await recountOf(deps),
      items: deps.definitions
        .list('calendar')
        .map(({ code, version, content }) => ({
          ...{ code, version, title: titleOf(content.title), year: content.year, basis: [...(content.basis ?? [])] },
          ...{
            provisional: content.provisional === true,
            holidays: [...content.holidays],
            worked: [...content.worked],
          },
          shortened: [...(content.shortened ?? [])],
        }))
        .sort((one, other) => one.year - other.year),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/admin/calendars/recount',
    summary: 'Пересчитать сроки открытых заявок ещё раз, если пересчёт не удался; повтор ничего не меняет',
    access,
    response: 'none',
    handler: async ({ deps }) => {
      await askRecount(deps);
      return undefined;
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/calendars/:code/effect',
    summary: 'Какие сроки открытых заявок сдвинет такой календарь; ничего не меняет',
    access,
    params,
    body: 'CalendarChange',
    response: 'CalendarEffect',
    handler: async ({ deps, session, params: { code }, body }) => {
      const calendar = calendarWith(deps.definitions.latest('calendar', code).content, body);
      const effect = await effectOfCalendar(deps, calendar, session.organisation.id);
      return { ...effect, items: effect.items.map((one) => ({ ...one })) };
    },
  }),
  route({
    method: 'PUT',
    path: '/api/admin/calendars/:code',
    summary: 'Изменить календарь года: следующая версия, сроки открытых заявок пересчитываются',
    access,
    params,
    body: 'CalendarChange',
    response: 'PublishedVersion',
    handler: async ({ deps, session, params: { code }, body }) => {
      const calendar = calendarWith(deps.definitions.latest('calendar', code).content, body);
      const { version, comment = null } = body;
      return {
        kind: 'calendar',
        code,
        version: await publishCalendar({ deps, session }, calendar, { version, comment }),
        state: 'published',
      };
    },
  }),
];
