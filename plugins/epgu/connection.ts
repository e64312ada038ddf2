import { type Connection, type Health, type Host, isProviderError } from '@reglament/sdk';
import type { EpguConfig } from './config.ts';
import { takeOrders } from './inbox.ts';
import { publishNotice } from './publish.ts';

export function connectEpgu(host: Host<EpguConfig>): Connection {
  return {
    inbox: (signal) => takeOrders(host, signal),
    publish: (notice, signal) => publishNotice(host, notice, signal),
    check: () => check(host),
  };
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
