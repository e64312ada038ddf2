import type { DefinitionKind, DefinitionKinds } from '@reglament/format';

/** Where definitions of a kind stand in a folder of definitions. */
const places = {
  calendar: (code) => `calendars/${code}.json`,
  dictionary: (code) => `dictionaries/${code}.json`,
  workplace: (code) => `workplaces/${code}.json`,
  workflow: (code) => `workflows/${code}.json`,
  requestType: (code) => `request-types/${code}/request-type.json`,
  service: (code) => `services/${code}/service.json`,
  demo: (code) => `demo/${code}.json`,
} as const satisfies Record<keyof DefinitionKinds, (code: string) => string>;

/** The path of a definition in an exported folder, with `/` on every system. */
export function pathOf(kind: keyof DefinitionKinds, code: string): string {
  return places[kind](code);
}

/** The kind that a path of a folder of definitions stands for; undefined for what is no definition. */
export function kindOfPath(path: string): DefinitionKind | 'demo' | undefined {
  const [, code] = /^[a-z-]+\/([^/]+?)(?:\.json|\/(?:service|request-type)\.json)$/.exec(path) ?? [];
  if (code === undefined) return undefined;
  return (Object.keys(places) as (keyof DefinitionKinds)[]).find((kind) => pathOf(kind, code) === path);
}

const schemaFile = /^(request-types\/[^/]+)\/schemas\/(.+\.xsd)$/i;

/** A schema file beside the type of request that it belongs to; undefined for any other path. */
export function schemaOfPath(path: string): { readonly type: string; readonly name: string } | undefined {
  const [, folder, name] = schemaFile.exec(path) ?? [];
  return folder === undefined || name === undefined ? undefined : { type: `${folder}/request-type.json`, name };
}

/** Where the schema files of a type of request stand in an exported folder. */
export function pathOfSchema(code: string, name: string): string {
  return `request-types/${code}/schemas/${name}`;
}
