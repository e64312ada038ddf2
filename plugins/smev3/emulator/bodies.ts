import type { GostCertificate } from '@reglament/gost';

/** A body's system, as the node knows it. */
export interface Body {
  /** Owner of the certificates it signs with. */
  readonly key: string;
  readonly mnemonic: string;
  readonly title: string;
}

export interface Bodies {
  /** undefined: the owner of this certificate is not registered. */
  find(certificate: GostCertificate): Body | undefined;
  byKey(key: string): Body | undefined;
  all(): readonly Body[];
}

export interface BodiesOptions {
  /** Absent: whoever comes with a certificate is registered by it. */
  readonly registered?: readonly { readonly ogrn: string; readonly mnemonic: string; readonly title: string }[];
}

const OGRN = '1.2.643.100.1';
const ORGANISATION = '2.5.4.10';
const NAME = '2.5.4.3';

/** A body is the owner of a certificate, so that a new certificate of the same owner reads the same queue. */
export function createBodies({ registered, met = [] }: BodiesOptions & { readonly met?: readonly Body[] }): Bodies {
  const listed = registered?.map(({ ogrn, mnemonic, title }) => ({ key: ogrn, mnemonic, title }));
  const known = new Map<string, Body>((listed ?? met).map((body) => [body.key, body]));
  return {
    find(certificate) {
      const attribute = (type: string) => certificate.subject.find((each) => each.type === type)?.value;
      const key = attribute(OGRN) ?? certificate.subject.map(({ type, value }) => `${type}=${value}`).join();
      const found = known.get(key);
      if (found || registered) return found;
      const title = attribute(NAME) ?? attribute(ORGANISATION) ?? key;
      const body = { key, mnemonic: `ORG${String(known.size + 1).padStart(3, '0')}`, title };
      known.set(key, body);
      return body;
    },
    byKey: (key) => known.get(key),
    all: () => [...known.values()],
  };
}
