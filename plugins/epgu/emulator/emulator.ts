import type { Emulated, ExchangedType, PortalEmulator, PortalOptions } from '@reglament/sdk';
import { createScenarioPlayer, type Exchange, openHttpServer } from '@reglament/sdk/emulator';
import { PortalRefusal } from './desk.ts';
import { exchangeOnce } from './exchange.ts';
import { portalTypes } from './exchanged.ts';
import { openPortalStore } from './kept-portal.ts';
import { createLooking } from './looking.ts';
import { servePage } from './pages.ts';
import { handleApi, type PortalDesk } from './routes.ts';

/** A portal where a tester plays the applicant: to the platform it speaks by messages of СМЭВ only. */
export async function openPortal({ port, now, folder, ground }: PortalOptions): Promise<PortalEmulator> {
  const store = openPortalStore(folder);
  const player = createScenarioPlayer();
  const effects: Emulated[] = [];
  const exchange = { store, ground, now, effects, next: player.next };
  const typesOf = portalTypes();
  let types: readonly ExchangedType[] = typesOf(await ground.services());
  const looking = createLooking(async (signal) => {
    types = typesOf(await ground.services());
    await exchangeOnce(exchange, signal);
  });
  const desk: PortalDesk = { ...exchange, trouble: looking.trouble, wake: looking.wake };
  const server = await openHttpServer((asked) => handle(desk, asked), port);
  looking.start();
  return {
    page: server.url,
    exchanged: () => types,
    play: player.play,
    effects,
    waiting: () => store.current().sent.filter(({ isSent }) => !isSent).length,
    async close() {
      await Promise.all([looking.stop(), server.close()]);
    },
  };
}

async function handle(desk: PortalDesk, exchange: Exchange): Promise<void> {
  if (!isOwnPage(exchange)) return exchange.answer(403, { message: 'Портал открывают по его адресу' });
  if (!exchange.path.startsWith('/api/')) {
    if (desk.ground.pages === undefined) return exchange.answer(404, { message: 'Страница не собрана' });
    return servePage(desk.ground.pages, exchange);
  }
  try {
    const answering = handleApi(desk, exchange);
    if (answering === undefined) return exchange.answer(404, { message: 'Такого адреса нет' });
    const answer = await answering;
    if (answer !== undefined) exchange.answer(200, answer);
  } catch (error) {
    if (!(error instanceof PortalRefusal)) throw error;
    exchange.answer(422, { message: error.message });
  }
}

/** Another site's page, or another name for this address, asks nothing here. */
function isOwnPage({ headers }: Exchange): boolean {
  const { host = '', origin } = headers;
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}
