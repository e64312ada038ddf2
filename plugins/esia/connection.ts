import { type Connection, type Host, isProviderError } from '@reglament/sdk';
import type { EsiaConfig } from './config.ts';
import { directIdentity } from './direct.ts';
import { gatewayIdentity } from './gateway.ts';

export function connectEsia(host: Host<EsiaConfig>): Connection {
  const { identity, check } = host.config.way === 'direct' ? directIdentity(host) : gatewayIdentity(host);
  return {
    identity,
    async check(signal) {
      try {
        return { ok: true, text: await check(signal) };
      } catch (error) {
        if (isProviderError(error)) return { ok: false, text: `${error.message}. Проверьте адрес и настройки входа.` };
        throw error;
      }
    },
  };
}
