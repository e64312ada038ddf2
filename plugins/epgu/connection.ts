import { type Connection, type Health, type Host, isProviderError } from '@reglament/sdk';
import type { EpguConfig } from './config.ts';

export function connectEpgu(host: Host<EpguConfig>): Connection {
  return { check: () => check(host) };
}

/** The line itself is looked at by the connection that lends it. */
async function check(host: Host<EpguConfig>): Promise<Health> {
  try {
    await host.bus();
    return { ok: true, text: 'Сообщения идут через подключение СМЭВ этого ведомства: проверьте и его' };
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return { ok: false, text: `${error.message} Заявки с портала приходят по СМЭВ.` };
  }
}
