import { type Route, route } from '../http.ts';
import { savePreferences } from './rows.ts';

/** Read with `GET /api/me`, where the interface begins. */
export const preferenceRoutes: readonly Route[] = [
  route({
    method: 'PATCH',
    path: '/api/me/preferences',
    summary: 'Выбрать язык интерфейса, избранные услуги; отметить, что знакомство с ним пройдено',
    access: 'account',
    body: 'PreferenceChange',
    response: 'none',
    handler: async ({ session, body, deps, now }) => {
      const { locale, toured, favouriteServices } = body;
      const change = {
        ...(locale === undefined ? {} : { locale }),
        ...(toured === undefined ? {} : { touredAt: toured ? now : null }),
        ...(favouriteServices === undefined ? {} : { favouriteServices }),
      };
      await deps.database.asOwner((trx) => savePreferences(trx, session.user.id, change));
      return undefined;
    },
  }),
];
