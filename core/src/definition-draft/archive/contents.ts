import type { DefinitionKind, ServiceDefinition } from '@reglament/format';
import type { DefinitionVersion } from '../../definition/definition-version.ts';
import { pathOf } from '../../definition/folder.ts';
import { filesOf } from '../../definition/schema-files.ts';
import type { DefinitionStore } from '../../definition/store.ts';

type Store = Pick<DefinitionStore, 'findLatest' | 'list'>;

/**
 * A service with all that it stands on: its workflow, types of requests, dictionaries, procedures and theirs. Calendars and
 * workplaces are the installation's own.
 */
export function withAllItNames(definitions: Store, service: DefinitionVersion<'service'>): DefinitionVersion[] {
  const found = new Map<string, DefinitionVersion>();
  const add = (kind: DefinitionKind, code: string): void => {
    const version = definitions.findLatest(kind, code);
    if (version === undefined || found.has(`${kind}/${code}`)) return;
    found.set(`${kind}/${code}`, version);
    if (version.content.kind === 'service') for (const [one, name] of namedBy(version.content)) add(one, name);
  };
  add('service', service.code);
  return [...found.values()];
}

function namedBy({ workflow, requests = [], form, procedures = [] }: ServiceDefinition): [DefinitionKind, string][] {
  const dictionaries = Object.values(form.ui ?? {}).flatMap(({ dictionary }) => dictionary ?? []);
  return [
    ['workflow', workflow],
    ...requests.map(({ type }): [DefinitionKind, string] => ['requestType', type]),
    ...dictionaries.map((code): [DefinitionKind, string] => ['dictionary', code]),
    ...procedures.map((code): [DefinitionKind, string] => ['service', code]),
  ];
}

/** Paths and texts, as they stand in an exported folder. */
export function textsOf(versions: readonly DefinitionVersion[]): Map<string, string> {
  return new Map(
    versions.flatMap(({ kind, code, text, content }) => [
      ...(content.kind === 'requestType' ? filesOf(content) : [[pathOf(kind, code), text] as const]),
    ]),
  );
}
