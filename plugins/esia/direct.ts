import { GostError, gostBackend, readPrivateKey } from '@reglament/gost';
import { type Host, type IdentityPerson, type Json, ProviderError } from '@reglament/sdk';
import { type EsiaConfig, usual } from './config.ts';
import { accessDenied, faulty, notGenuine, refusedReturn } from './failure.ts';
import type { EsiaWay } from './gateway.ts';
import { organisationsOf, personOf } from './person.ts';
import { sharesOf } from './shares.ts';
import { checkToken, subjectOf } from './token.ts';

interface Kept {
  readonly redirectUri: string;
  readonly state: string;
}

interface Settings {
  readonly host: Host<EsiaConfig>;
  readonly scope: string;
  /** base64url of the bare signature value. */
  sign(text: string): Promise<string>;
}

/** The older way of ЕСИА: requests signed by the system's ГОСТ key, tokens checked by the certificate of ЕСИА. */
export function directIdentity(host: Host<EsiaConfig>): EsiaWay {
  const { config } = host;
  return {
    identity: {
      shares: sharesOf(config.scope ?? usual.scope.direct),
      async begin({ redirectUri, state }) {
        const kept: Kept = { redirectUri, state };
        const query = new URLSearchParams({
          ...(await signedParameters(settingsOf(host), kept)),
          response_type: 'code',
          access_type: 'online',
        });
        return { url: `${config.url}/aas/oauth2/v2/ac?${query}`, keep: { ...kept } };
      },
      async finish({ url, state, keep }) {
        const kept = keptOf(keep);
        const back = new URL(url).searchParams;
        if (kept?.state !== state || back.get('state') !== state || !url.startsWith(`${kept.redirectUri}?`))
          throw notGenuine();
        const error = back.get('error');
        if (error !== null) throw accessDenied(back.get('error_description') ?? error);
        const code = back.get('code');
        if (code === null) throw notGenuine();
        return personBehind(settingsOf(host), kept, code);
      },
      logoutUrl({ redirectUri }) {
        const query = new URLSearchParams({ client_id: config.clientId, redirect_url: redirectUri });
        return `${config.logoutUrl ?? `${config.url}/idp/ext/Logout`}?${query}`;
      },
    },
    async check(signal) {
      await settingsOf(host).sign('Проверка соединения');
      const { status } = await host.fetch(`${config.url}/aas/oauth2/v2/ac`, { signal });
      if (status >= 500) throw faulty(status);
      return 'ЕСИА отвечает, запросы подписываются';
    },
  };
}

function settingsOf(host: Host<EsiaConfig>): Settings {
  const { certificateHash, esiaCertificate, scope = usual.scope.direct } = host.config;
  if (!certificateHash) throw lacking('хеш сертификата (client_certificate_hash)');
  if (!esiaCertificate) throw lacking('сертификат ЕСИА');
  const signed = host.config.privateKey ? keyOf(host.config.privateKey) : signerOf(host);
  return { host, scope, sign: async (text) => Buffer.from(await signed(Buffer.from(text))).toString('base64url') };
}

type Sign = (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array;

/** The key that need not leave the means that keeps it. */
function signerOf(host: Host<EsiaConfig>): Sign {
  return async (bytes) => (await host.signer()).sign(bytes, 'raw');
}

function keyOf(pem: string): Sign {
  try {
    const key = readPrivateKey(pem);
    return (bytes) => gostBackend().sign(key, bytes);
  } catch (error) {
    if (error instanceof GostError) throw lacking(`читаемый закрытый ключ – ${error.message}`);
    throw error;
  }
}

function lacking(what: string): ProviderError {
  return new ProviderError('esiaSettings', `В настройках входа не хватает: ${what}`, { retry: 'never' });
}

/** In the order of the method: client, permissions, time, state, address of return, and for the token the code. */
async function signedParameters({ host, scope, sign }: Settings, { state, redirectUri }: Kept, code = '') {
  const { clientId, certificateHash = '', scopeOrg = '' } = host.config;
  const timestamp = timestampOf(host.now());
  const secret = await sign(clientId + scope + scopeOrg + timestamp + state + redirectUri + code);
  return {
    client_id: clientId,
    client_secret: secret,
    client_certificate_hash: certificateHash,
    scope,
    ...(scopeOrg === '' ? {} : { scope_org: scopeOrg }),
    timestamp,
    state,
    redirect_uri: redirectUri,
  };
}

/** `yyyy.MM.dd HH:mm:ss Z`. */
function timestampOf(now: Date): string {
  return `${now.toISOString().slice(0, 19).replaceAll('-', '.').replace('T', ' ')} +0000`;
}

async function personBehind(settings: Settings, kept: Kept, code: string): Promise<IdentityPerson> {
  const { host } = settings;
  const { config } = host;
  const form = {
    ...(await signedParameters(settings, kept, code)),
    code,
    grant_type: 'authorization_code',
    token_type: 'Bearer',
  };
  const answer = await host.fetchSecret(`${config.url}/aas/oauth2/v3/te`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const { access_token: access, id_token: idToken, state } = await contentOf(answer);
  if (typeof access !== 'string' || typeof idToken !== 'string' || (state !== undefined && state !== kept.state))
    throw notGenuine();
  const check = { certificates: config.esiaCertificate ?? '', issuer: config.issuer ?? usual.issuer, now: host.now() };
  const subject = subjectOf(checkToken(access, { ...check, clientId: config.clientId, kind: 'access' }));
  if (subjectOf(checkToken(idToken, { ...check, clientId: config.clientId, kind: 'id' })) !== subject)
    throw notGenuine();
  return readPerson(settings, subject, access);
}

async function readPerson({ host }: Settings, subject: string, access: string): Promise<IdentityPerson> {
  const read = async (path: string) => {
    const headers = { authorization: `Bearer ${access}` };
    return contentOf(await host.fetchSecret(`${host.config.url}/rs/prns/${subject}${path}`, { headers }));
  };
  const person = await read('');
  if (person.trusted === false) {
    const text = 'Учётная запись в ЕСИА не подтверждена. Подтвердите её в центре обслуживания и войдите снова.';
    throw new ProviderError('notTrusted', text, { retry: 'never' });
  }
  const { elements } = await read('/roles');
  const active = Array.isArray(elements)
    ? elements.filter((one) => (one as { active?: unknown })?.active !== false)
    : [];
  const claims = { family_name: person.lastName, given_name: person.firstName, middle_name: person.middleName };
  const names = { snils: 'snils', organisations: 'organisations', ogrn: 'ogrn', title: 'fullName' };
  const known = personOf(subject, { ...claims, snils: person.snils }, names);
  return { ...known, organisations: organisationsOf(active, names) };
}

async function contentOf(answer: Response): Promise<Record<string, unknown>> {
  if (answer.status >= 500) throw faulty(answer.status);
  const content = (await answer.json().catch(() => undefined)) as Record<string, unknown> | undefined;
  if (answer.ok && content !== undefined && content !== null && typeof content === 'object') return content;
  throw refusedReturn(String(content?.error_description ?? content?.error ?? `ответ ${answer.status}`));
}

function keptOf(keep: Json): Kept | undefined {
  const { redirectUri, state } = (keep ?? {}) as Record<string, unknown>;
  return typeof redirectUri === 'string' && typeof state === 'string' ? { redirectUri, state } : undefined;
}
