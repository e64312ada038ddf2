import { type GostCertificate, readCertificate } from '@reglament/gost';
import type { Participant } from '@reglament/sdk';

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
  /** A participant that the installation has registered. */
  byCode(code: string): Body | undefined;
  all(): readonly Body[];
}

export interface BodiesOptions {
  /** Absent: whoever comes with a certificate is registered by it. */
  readonly registered?: readonly { readonly ogrn: string; readonly mnemonic: string; readonly title: string }[];
  /** Known by their certificates, under names of their own. */
  readonly participants?: () => readonly Participant[];
}

const OGRN = '1.2.643.100.1';
const ORGANISATION = '2.5.4.10';
const NAME = '2.5.4.3';

/** A body is the owner of a certificate, so that a new certificate of the same owner reads the same queue. */
export function createBodies(options: BodiesOptions & { readonly met?: readonly Body[] }): Bodies {
  const { registered, participants = () => [], met = [] } = options;
  const listed = registered?.map(({ ogrn, mnemonic, title }) => ({ key: ogrn, mnemonic, title }));
  const known = new Map<string, Body>((listed ?? met).map((body) => [body.key, body]));
  const named = () => participants().map(bodyOf);
  return {
    find(certificate) {
      const key = ownerOf(certificate);
      const found = named().find((body) => body.key === key) ?? known.get(key);
      if (found) known.set(key, found);
      if (found || registered) return found;
      const title = attributeOf(certificate, NAME) ?? attributeOf(certificate, ORGANISATION) ?? key;
      const body = { key, mnemonic: `ORG${String(known.size + 1).padStart(3, '0')}`, title };
      known.set(key, body);
      return body;
    },
    byKey: (key) => known.get(key) ?? named().find((body) => body.key === key),
    byCode: (code) => named().find(({ mnemonic }) => mnemonic === code),
    all: () => [...known.values()],
  };
}

const owners = new WeakMap<Uint8Array, string>();

function bodyOf({ code, title, certificate }: Participant): Body {
  const key = owners.get(certificate) ?? ownerOf(readCertificate(certificate));
  owners.set(certificate, key);
  return { key, mnemonic: code, title };
}

function ownerOf(certificate: GostCertificate): string {
  return attributeOf(certificate, OGRN) ?? certificate.subject.map(({ type, value }) => `${type}=${value}`).join();
}

function attributeOf({ subject }: GostCertificate, type: string): string | undefined {
  return subject.find((each) => each.type === type)?.value;
}
