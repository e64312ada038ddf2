import { expect } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import type { EpguDesk } from './epgu-side.ts';
import { readCard } from './factories.ts';
import type { Client } from './http-client.ts';
import { soon } from './portal.ts';

export const inState = (title: string) => (card: ApplicationCard) => expect(card.stateTitle).toBe(title);

/** A clerk of the city who looks after its exchange and its connections too: the demonstration has none there. */
export async function keeperOfExchange({ server }: Pick<EpguDesk, 'server'>): Promise<Client> {
  await server.database.execute(
    `with keeper as (
       insert into role (code, title, permissions) values ('exchangeKeeper', 'Ведёт обмен', '{exchange.manage,connections.manage}')
       on conflict do nothing returning id)
     insert into user_role (user_id, organisation_id, role_id)
       select u.id, o.id, keeper.id from user_account u, organisation o, keeper where u.login = 'city.super' and o.code = 'city'`,
    [],
  );
  return server.login('city.super');
}

/** What is asked again and again of what a portal has sent, at one desk, which is opened before it is asked. */
export function handsAt(deskNow: () => EpguDesk) {
  async function rowsOf<Row>(sql: string, bindings: unknown[]): Promise<Row[]> {
    return (await deskNow().server.database.execute(sql, bindings)).rows as Row[];
  }
  return {
    /** The card of the order, once it is there and fits. */
    arrived: (client: Client, orderId: string, fits: (card: ApplicationCard) => void): Promise<ApplicationCard> =>
      soon(async () => {
        const rows = await rowsOf<{ id: string }>('select id from application where external_id = $1', [orderId]);
        expect(rows).toHaveLength(1);
        const card = await readCard(client, rows[0]?.id ?? '');
        fits(card);
        return card;
      }),
    /** Nothing for the body, and nothing for the portal once it has looked. */
    nothingWaits: () =>
      soon(async () => {
        await deskNow().shown('');
        expect(deskNow().node.waiting()).toBe(0);
      }),
    toldCodes: async (orderId: string) => (await deskNow().shown(orderId)).map(({ way, code }) => `${way} ${code}`),
    /** Messages with these words in them, as they were taken. */
    deliveries: (words: string) =>
      rowsOf<{ status: string; reason: string | null }>(
        "select status, reason from delivery where convert_from(original, 'UTF8') like $1 order by received_at, id",
        [`%${words}%`],
      ),
  };
}
