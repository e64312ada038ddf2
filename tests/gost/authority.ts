import type { KeyPair, Openssl, ParameterSet } from './openssl.ts';

export interface Issued extends KeyPair {
  readonly name: string;
}

export interface IssueOrder {
  readonly name: string;
  /** `YYYYMMDDHHMMSSZ`. */
  readonly from?: string;
  readonly to?: string;
  readonly kind?: 'official' | 'authority' | 'cipher';
  readonly set: ParameterSet;
  /** By itself when there is none. */
  readonly by?: string;
}

const CONFIG = (name: string) => `
[ca]
default_ca = this
[this]
database = ${name}.index
serial = ${name}.serial
new_certs_dir = .
policy = any
default_md = default
unique_subject = no
rand_serial = yes
copy_extensions = none
string_mask = utf8only
utf8 = yes
[any]
commonName = supplied
organizationName = optional
surname = optional
givenName = optional
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[official]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
[cipher]
keyUsage = critical,keyEncipherment
[req]
distinguished_name = name
utf8 = yes
string_mask = utf8only
[name]
`;

/** Issues certificates with the openssl command: dates of any kind, revocation, chains. Keys stay in its folder by name. */
export function openAuthority(openssl: Openssl) {
  const hash = ({ bits }: ParameterSet) => `md_gost12_${bits}`;
  return {
    issue({ name, from = '20200101000000Z', to = '20991231235959Z', kind = 'official', set, by }: IssueOrder): Issued {
      const issuer = by ?? name;
      openssl.write(`${name}.cnf`, CONFIG(name));
      openssl.write(`${name}.index`, '');
      openssl.run('genpkey', '-algorithm', set.algorithm, '-pkeyopt', `paramset:${set.name}`, '-out', `${name}.key`);
      openssl.run(
        ...['req', '-new', '-key', `${name}.key`, '-config', `${name}.cnf`, '-utf8', `-${hash(set)}`],
        ...['-subj', subjectOf(name, kind), '-out', `${name}.csr`],
      );
      openssl.run(
        ...['ca', '-batch', '-notext', '-config', `${issuer}.cnf`, '-in', `${name}.csr`, '-out', `${name}.pem`],
        ...['-keyfile', `${issuer}.key`, ...(by ? ['-cert', `${by}.pem`] : ['-selfsign'])],
        ...['-extensions', kind, '-startdate', from, '-enddate', to, '-preserveDN'],
      );
      return { name, key: openssl.read(`${name}.key`).toString(), certificate: openssl.read(`${name}.pem`).toString() };
    },
    revoke(name: string, by: string) {
      openssl.run(
        ...['ca', '-config', `${by}.cnf`, '-keyfile', `${by}.key`, '-cert', `${by}.pem`, '-revoke', `${name}.pem`],
      );
    },
    /** PEM. */
    revocationList(by: string, { from, to }: { readonly from: string; readonly to: string }): string {
      openssl.run(
        ...['ca', '-config', `${by}.cnf`, '-keyfile', `${by}.key`, '-cert', `${by}.pem`, '-gencrl'],
        ...['-crl_lastupdate', from, '-crl_nextupdate', to, '-out', `${by}.crl`],
      );
      return openssl.read(`${by}.crl`).toString();
    },
  };
}

const subjectOf = (name: string, kind: string) =>
  kind === 'authority'
    ? `/CN=Проверочный центр ${name}`
    : `/CN=Должностное лицо ${name}/SN=Проверкин/GN=Пётр ${name}/O=Проверочный орган`;
