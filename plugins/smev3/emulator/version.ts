/** Published versions of the exchange; a caller speaks one of them, known by the namespace of the method. */
export const versions = ['1.1', '1.2', '1.3'] as const;
export type Version = (typeof versions)[number];

const root = 'urn://x-artefacts-smev-gov-ru/services/message-exchange/types';

export interface Namespaces {
  readonly types: string;
  readonly basic: string;
  readonly faults: string;
}

export function namespacesOf(version: Version): Namespaces {
  return {
    types: `${root}/${version}`,
    basic: `${root}/basic/${version}`,
    faults: `${root}/faults/${version}`,
  };
}

/** The version whose methods stand in this namespace. */
export function versionOf(namespace: string | null): Version | undefined {
  return versions.find((version) => namespacesOf(version).types === namespace);
}

/** Declarations as the real node writes them: the basic names bare, methods under `ns2`, faults under `ns3`. */
export function declarations(version: Version): string {
  const { types, basic, faults } = namespacesOf(version);
  return `xmlns="${basic}" xmlns:ns2="${types}" xmlns:ns3="${faults}"`;
}

/** A fragment of one version in the names of another. */
export function inVersion(xml: string, from: Version, to: Version): string {
  if (from === to) return xml;
  return xml.replaceAll(new RegExp(`(${root}(?:/basic)?/)${from.replace('.', '\\.')}(?=")`, 'g'), `$1${to}`);
}

/** Moscow time, in which the node writes. */
export function moscowTime(moment: Date): string {
  return `${new Date(moment.getTime() + 3 * 3_600_000).toISOString().slice(0, -1)}+03:00`;
}
