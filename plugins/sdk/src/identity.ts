import type { IncomingCall } from './call.ts';
import type { Json } from './json.ts';

/** Signing in at another place: the browser goes there with `begin`, and comes back with what `finish` reads. */
export interface Identity {
  /** What of a person it hands over besides names, СНИЛС and organisations: for the consent, in the genitive («даты рождения»). */
  readonly shares?: readonly string[];
  /** `keep` waits on the server for the person's return; the browser never sees it. */
  begin(options: { readonly redirectUri: string; readonly state: string }): Promise<{ url: string; keep: Json }>;
  /** @throws ProviderError when the return does not fit what was begun */
  finish(back: { readonly url: string; readonly state: string; readonly keep: Json }): Promise<IdentityPerson>;
  /** Where the browser goes to sign out there as well. `hint`: the `logoutHint` of the entrance that ends. */
  logoutUrl?(options: { readonly redirectUri: string; readonly hint?: string }): string;
  /**
   * The other place has said, at the address of `host.callAddress()`, that somebody has signed out there: whose entrances end here
   * too. @throws ProviderError `never` when it is not proven to come from there
   */
  ended?(call: IncomingCall): Promise<EndedEntrance>;
}

/** One of them, or all of a person. At least one of both is named. */
export interface EndedEntrance {
  /** A repeat has the same, and has no effect; it is remembered until then. */
  readonly messageId: string;
  readonly until: Date;
  /** `IdentityPerson.subject`. */
  readonly subject?: string;
  /** `IdentityPerson.session`: only what began with it ends. */
  readonly session?: string;
}

export interface IdentityPerson {
  /** Unchanging name of the person there. */
  readonly subject: string;
  readonly snils?: string;
  readonly surname: string;
  readonly name: string;
  readonly patronymic?: string;
  /** What `logoutUrl` tells the other place whose entrance ends; kept sealed with the session. */
  readonly logoutHint?: string;
  /** Name of the entrance there, by which `ended` may speak of it. */
  readonly session?: string;
  /** On whose behalf they may act. */
  readonly organisations: readonly { readonly ogrn: string; readonly title: string }[];
}
