import type { Host, Identity, IdentityPerson, Json } from '@reglament/sdk';
import * as oidc from 'openid-client';
import { type EsiaConfig, usual } from './config.ts';
import { failureOf, notGenuine } from './failure.ts';
import { logoutReader } from './logout.ts';
import { personOf } from './person.ts';
import { sharesOf } from './shares.ts';

export interface EsiaWay {
  readonly identity: Identity;
  /** Words for «Проверить соединение». */
  check(signal: AbortSignal): Promise<string>;
}

/** Seconds by which the clocks of both sides may differ. */
const TOLERANCE = 30;

/** What waits on the server for the person's return. */
interface Kept {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** OpenID Connect Core 1.0: code with PKCE, state and nonce; the signature of the id_token is always checked. */
export function gatewayIdentity(host: Host<EsiaConfig>): EsiaWay {
  const { config } = host;
  let endSession: string | undefined = config.logoutUrl;
  /** Read anew for each entrance: keys that were exchanged and addresses that moved are known at once. */
  const discover = async (signal?: AbortSignal) => {
    const found = await told(() =>
      oidc.discovery(new URL(config.url), config.clientId, clientMetadata(host), clientAuthentication(config), {
        execute: rulesFor(config),
        [oidc.customFetch]: guarded(host, signal),
      }),
    );
    endSession = config.logoutUrl ?? found.serverMetadata().end_session_endpoint ?? endSession;
    return found;
  };
  const readEnd = logoutReader(host, async () => {
    const { issuer, jwks_uri: keys } = (await discover()).serverMetadata();
    return { issuer, keys };
  });
  return {
    identity: {
      ended: readEnd,
      shares: sharesOf(config.scope ?? usual.scope.gateway),
      async begin({ redirectUri, state }) {
        const there = await discover();
        const verifier = oidc.randomPKCECodeVerifier();
        const kept: Kept = { redirectUri, state, nonce: oidc.randomNonce(), verifier };
        const url = oidc.buildAuthorizationUrl(there, {
          redirect_uri: redirectUri,
          scope: config.scope ?? usual.scope.gateway,
          state,
          nonce: kept.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return { url: url.href, keep: { ...kept } };
      },
      async finish({ url, state, keep }) {
        const kept = keptOf(keep);
        if (kept === undefined || kept.state !== state || !url.startsWith(`${kept.redirectUri}?`)) throw notGenuine();
        const there = await discover();
        return told(async () => personBehind(there, config, { url: new URL(url), kept, now: host.now() }));
      },
      logoutUrl({ redirectUri, hint }) {
        if (endSession === undefined) return redirectUri;
        const url = new URL(endSession);
        if (hint !== undefined) url.searchParams.set('id_token_hint', hint);
        url.searchParams.set('client_id', config.clientId);
        url.searchParams.set('post_logout_redirect_uri', redirectUri);
        return url.href;
      },
    },
    async check(signal) {
      const { issuer } = (await discover(signal)).serverMetadata();
      return `Шлюз ${issuer} отвечает`;
    },
  };
}

async function personBehind(
  there: oidc.Configuration,
  config: EsiaConfig,
  { url, kept, now }: { readonly url: URL; readonly kept: Kept; readonly now: Date },
): Promise<IdentityPerson> {
  const tokens = await oidc.authorizationCodeGrant(there, url, {
    pkceCodeVerifier: kept.verifier,
    expectedState: kept.state,
    expectedNonce: kept.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  // The library holds the other times against the clock, and leaves this one to us.
  if (claims === undefined || claims.iat > now.getTime() / 1000 + TOLERANCE) throw notGenuine();
  const more = there.serverMetadata().userinfo_endpoint
    ? await oidc.fetchUserInfo(there, tokens.access_token, claims.sub)
    : {};
  const person = personOf(
    claims.sub,
    { ...claims, ...more },
    {
      snils: config.claimSnils ?? usual.claimSnils,
      organisations: config.claimOrganisations ?? usual.claimOrganisations,
      ogrn: config.claimOgrn ?? usual.claimOgrn,
      title: config.claimTitle ?? usual.claimTitle,
    },
  );
  return {
    ...person,
    ...(isHint(tokens.id_token) ? { logoutHint: tokens.id_token } : {}),
    ...(typeof claims.sid === 'string' ? { session: claims.sid } : {}),
  };
}

/** It goes back in an address, which must not be longer than servers take; whose entrance ends is told by the cookie there, too. */
const LONGEST_HINT = 4000;

function isHint(token: string | undefined): token is string {
  return token !== undefined && token.length <= LONGEST_HINT;
}

/** The clock of the installation may be moved; the library reads the machine's. */
function clientMetadata(host: Host<EsiaConfig>): Partial<oidc.ClientMetadata> {
  return {
    [oidc.clockSkew]: Math.round((host.now().getTime() - Date.now()) / 1000),
    [oidc.clockTolerance]: TOLERANCE,
  };
}

function clientAuthentication({ clientSecret }: EsiaConfig): oidc.ClientAuth {
  return clientSecret ? oidc.ClientSecretBasic(clientSecret) : oidc.None();
}

/** Plain HTTP only to this very machine: the settings allow no other. */
function rulesFor({ url }: EsiaConfig) {
  return [oidc.enableNonRepudiationChecks, ...(url.startsWith('http:') ? [oidc.allowInsecureRequests] : [])];
}

/** What the gateway says of itself goes on record; what gives access or tells of a person does not. */
function guarded(host: Host<EsiaConfig>, signal: AbortSignal | undefined): oidc.CustomFetch {
  return (url, { body, headers, method, redirect, signal: own }) => {
    const ended = [signal, own].filter((one) => one !== undefined && one !== null);
    const init = {
      headers,
      method,
      redirect,
      ...(body === undefined || body === null ? {} : { body: body as RequestInit['body'] }),
      ...(ended.length === 0 ? {} : { signal: AbortSignal.any(ended) }),
    } as RequestInit;
    const isSecret = method !== 'GET' || Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
    return (isSecret ? host.fetchSecret : host.fetch)(url, init);
  };
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error);
  }
}

function keptOf(keep: Json): Kept | undefined {
  if (typeof keep !== 'object' || keep === null || Array.isArray(keep)) return undefined;
  const { redirectUri, state, nonce, verifier } = keep as Record<string, Json>;
  const all = [redirectUri, state, nonce, verifier];
  return all.every((one) => typeof one === 'string') ? (keep as unknown as Kept) : undefined;
}
