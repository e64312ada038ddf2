import type { JsonObject, Plugin, Scenario } from '../src/index.ts';
import { type Exchange, openHttpServer } from './http-server.ts';

/** An emulator that is led over HTTP, so that it can run as a process of its own. */
export interface EmulatorControl {
  /** `POST /control/play|file|clock`, `GET /control/effects|waiting|config`. */
  readonly url: string;
  /** Settings of a connection that leads to the emulator. */
  readonly config: unknown;
  close(): Promise<void>;
}

/**
 * Opens the plugin's emulator with a door for the one who leads it: `play` takes a scenario or a list of them, `file` a message
 * for the inbox, `clock` `{seconds}` by which the emulator's clock goes forward. @throws Error when the plugin has none
 */
export async function openEmulatorControl(
  plugin: Pick<Plugin, 'id' | 'emulator'>,
  ports: { emulator?: number; control?: number } = {},
) {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const emulator = await plugin.emulator?.({ now, ...(ports.emulator === undefined ? {} : { port: ports.emulator }) });
  if (!emulator) throw new Error(`У модуля «${plugin.id}» нет эмулятора`);
  const read = (exchange: Exchange): unknown => JSON.parse(Buffer.from(exchange.body).toString('utf8') || 'null');
  const actions: Readonly<Record<string, (exchange: Exchange) => unknown>> = {
    'POST /control/play': (exchange) => emulator.play(...([read(exchange)].flat() as Scenario[])),
    'POST /control/file': (exchange) => emulator.file?.(read(exchange) as JsonObject),
    'POST /control/clock': (exchange) => {
      ahead += (read(exchange) as { seconds: number }).seconds * 1000;
    },
    'GET /control/effects': () => emulator.effects,
    'GET /control/waiting': () => ({ waiting: emulator.waiting() }),
    'GET /control/config': () => emulator.config,
  };
  const server = await openHttpServer(async (exchange) => {
    const action = actions[`${exchange.method} ${exchange.path}`];
    if (action) exchange.answer(200, (await action(exchange)) ?? {});
    else exchange.answer(404, { code: 'not-found', reason: `Есть: ${Object.keys(actions).join(', ')}` });
  }, ports.control).catch(async (error: unknown) => {
    await emulator.close();
    throw error;
  });
  const control: EmulatorControl = {
    url: server.url,
    config: emulator.config,
    close: async () => {
      await server.close();
      await emulator.close();
    },
  };
  return control;
}
