import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Whose calls come to an address: one request's, or those of the whole connection, under its own id. */
export interface CallPlace {
  readonly connectionId: string;
  readonly owner: string;
}

/** Addresses at which the other sides of connections call the installation. Whoever knows one may answer in its name. */
export interface CallAddresses {
  /** Of this request; absent: of the connection. */
  of(connectionId: string, owner?: string): string;
  /** Whether the last part of an address belongs to the parts before it. */
  isOurs(place: CallPlace, key: string): boolean;
}

/** Nothing is stored: the key of an address is computed anew. `base`: where the installation is called from outside. */
export function openCallAddresses(base: string, secretKey: string): CallAddresses {
  const secret = Buffer.from(hkdfSync('sha256', secretKey, 'reglament', 'callback', 32));
  const keyOf = ({ connectionId, owner }: CallPlace) =>
    createHmac('sha256', secret).update(`${connectionId}/${owner}`).digest('base64url');
  return {
    of: (connectionId, owner = connectionId) =>
      `${base}/api/callbacks/${connectionId}/${owner}/${keyOf({ connectionId, owner })}`,
    isOurs: (place, key) => {
      const [given, wanted] = [Buffer.from(key), Buffer.from(keyOf(place))];
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}
