import { lookup } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { rootCertificates, type SecureContextOptions } from 'node:tls';
import { type ClientIdentity, ProviderError } from '@reglament/sdk';
import type { AddressGuard } from './address-guard.ts';

/**
 * `fetch` to addresses that the guard lets through. A name is resolved here and the connection goes to the very addresses
 * that were judged, so a name that answers differently the second time leads nowhere else.
 */
export function openGuardedFetch(guard: AddressGuard, identity: ClientIdentity = {}): typeof fetch {
  let way: ReturnType<typeof openWay> | undefined;
  return async (input, init) => {
    const request = new Request(input, init);
    const { hostname } = new URL(request.url);
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(literal) !== 0 && !guard.allows(literal)) throw closed(guard, literal);
    const { method, headers, signal, redirect } = request;
    const body = request.body === null ? null : await request.arrayBuffer();
    way ??= openWay({ lookup: lookupJudged(guard), ...tlsOf(identity) });
    const { fetchThrough, dispatcher } = await way;
    const options = { method, headers: [...headers], body, signal, redirect, dispatcher };
    // The two are one interface with two names of types.
    return (await fetchThrough(request.url, options)) as unknown as Response;
  };
}

/** The library is large, and a start needs none of it. */
async function openWay(connect: SecureContextOptions & { readonly lookup: LookupFunction }) {
  const { Agent, fetch: fetchThrough } = await import('undici');
  return { fetchThrough, dispatcher: new Agent({ connect }) };
}

/** Roots of its own stand beside those that Node brings, not in their place. */
function tlsOf({ certificate, key, roots }: ClientIdentity): Pick<SecureContextOptions, 'cert' | 'key' | 'ca'> {
  return {
    ...(certificate === undefined ? {} : { cert: certificate }),
    ...(key === undefined ? {} : { key }),
    ...(roots === undefined ? {} : { ca: [...rootCertificates, roots] }),
  };
}

/** As the guarded fetch does it, for what goes another way. @throws ProviderError */
export async function resolveGuarded(guard: AddressGuard, name: string): Promise<string> {
  let found: readonly { readonly address: string }[];
  try {
    found = isIP(name) !== 0 ? [{ address: name }] : await lookupAll(name, { all: true });
  } catch (cause) {
    const text = `Имя сервера ${name} не найдено. Проверьте адрес в настройках подключения.`;
    throw new ProviderError('unreachable', text, { retry: 'later', cause });
  }
  const first = found.find(({ address }) => guard.allows(address));
  if (first === undefined) throw closed(guard, name);
  return first.address;
}

function lookupJudged(guard: AddressGuard): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const addresses = found.filter(({ address }) => guard.allows(address));
      const [first] = addresses;
      if (first === undefined) return callback(closed(guard, name), '', 0);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

const notPublic = '– внутренний, а такие закрыты. Разрешить сеть может настройка PRIVATE_NETWORKS';

function closed({ why = notPublic }: AddressGuard, name: string): ProviderError {
  return new ProviderError('closedAddress', `Адрес ${name} ${why}.`, { retry: 'never' });
}
