import type { SourceFile } from '@reglament/sdk';
import { type PlainElement, readPlainXml } from '../plain-xml.ts';
import { XmlProblem } from '../problem.ts';
import { SchemaFault, type SchemaNote } from './schema-fault.ts';
import {
  type Component,
  type Home,
  keyOf,
  partsOf,
  placeOf,
  resolveName,
  type SchemaModel,
  type SchemaRoot,
  schemaNamespace,
} from './schema-model.ts';
import { readSources } from './source-text.ts';
import { titleOf } from './titles.ts';

const tableOf = {
  element: 'elements',
  complexType: 'types',
  simpleType: 'types',
  group: 'groups',
  attributeGroup: 'attributeGroups',
  attribute: 'attributes',
} as const;

type Table = (typeof tableOf)[keyof typeof tableOf];

/** What the files declare; nothing outside of them is ever read. @throws SchemaFault */
export function readSchema(files: readonly SourceFile[]): SchemaModel {
  const sources = readSources(files);
  const roots = new Map(sources.map(({ name, text }) => [name, readFile(name, text)]));
  const reading = new Reading(roots);
  for (const { name } of sources) reading.take(name);
  const lies = sources.flatMap(({ name, note }): SchemaNote[] =>
    note === undefined ? [] : [{ level: 'info', code: 'encoding', place: name, message: note }],
  );
  return {
    sources,
    ...reading.tables,
    substitutes: substitutesOf(reading.tables.elements),
    notes: [...lies, ...reading.notes],
  };
}

/** Elements a message may consist of: the top-level ones, in the order of the files. */
export function rootsOf(model: SchemaModel): SchemaRoot[] {
  return [...model.elements].map(([key, { node, home }]) => ({
    key,
    name: node.attributes.name ?? '',
    namespace: home.target,
    title: titleOf({ nodes: [node], name: node.attributes.name ?? '' }).title,
    file: home.file,
  }));
}

function readFile(name: string, text: string): PlainElement {
  try {
    return readPlainXml(text);
  } catch (error) {
    if (error instanceof XmlProblem) throw new SchemaFault('notXml', name, error.message);
    throw error;
  }
}

class Reading {
  readonly tables: Record<Table, Map<string, Component>> = {
    elements: new Map(),
    types: new Map(),
    groups: new Map(),
    attributeGroups: new Map(),
    attributes: new Map(),
  };
  readonly notes: SchemaNote[] = [];
  private readonly taken = new Set<string>();
  private readonly included: ReadonlySet<string>;
  private readonly roots: ReadonlyMap<string, PlainElement>;

  constructor(roots: ReadonlyMap<string, PlainElement>) {
    this.roots = roots;
    const including = [...roots].flatMap(([file, root]) =>
      partsOf(root).flatMap((part) => (part.name === 'include' ? (this.locate(file, part) ?? []) : [])),
    );
    this.included = new Set(including);
  }

  /** A file without a namespace that others include is read from there. */
  take(file: string): void {
    const root = this.rootOf(file);
    if (this.included.has(file) && root.attributes.targetNamespace === undefined) return;
    this.read(file, root.attributes.targetNamespace ?? '');
  }

  private rootOf(file: string): PlainElement {
    const root = this.roots.get(file);
    if (root?.namespace === schemaNamespace && root.name === 'schema') return root;
    throw new SchemaFault('notSchema', file, 'Это не схема: корневой элемент должен быть xs:schema');
  }

  private read(file: string, target: string): void {
    if (this.taken.has(`${file} ${target}`)) return;
    this.taken.add(`${file} ${target}`);
    const root = this.rootOf(file);
    const home: Home = {
      file,
      target,
      elementsQualified: root.attributes.elementFormDefault === 'qualified',
      attributesQualified: root.attributes.attributeFormDefault === 'qualified',
      chameleon: root.attributes.targetNamespace === undefined && target !== '',
    };
    for (const part of partsOf(root)) this.readPart(part, home);
  }

  private readPart(part: PlainElement, home: Home): void {
    const { name } = part;
    if (name === 'include' || name === 'import') {
      this.follow(part, home);
      return;
    }
    if (name === 'redefine' || name === 'override') {
      this.note('error', part, { home, text: `xs:${name} не поддерживается: объедините файлы` });
      return;
    }
    if (!Object.hasOwn(tableOf, name)) return;
    const table = this.tables[tableOf[name as keyof typeof tableOf]];
    const key = keyOf(home.target, part.attributes.name ?? '');
    const known = table.get(key);
    if (known !== undefined) {
      const text = `«${part.attributes.name}» уже описан в ${placeOf(known.home, known.node)}: взято первое описание`;
      this.note('error', part, { home, text });
      return;
    }
    table.set(key, { node: part, home });
  }

  private follow(part: PlainElement, home: Home): void {
    const file = this.locate(home.file, part);
    if (file !== undefined) {
      if (part.name === 'include') this.read(file, home.target);
      return;
    }
    const { schemaLocation, namespace = '' } = part.attributes;
    const isHere = [...this.roots.values()].some((root) => root.attributes.targetNamespace === namespace);
    if (part.name === 'import' && isHere) return;
    const text = `Файла «${schemaLocation ?? namespace}», на который ссылается xs:${part.name}, среди приложенных нет: приложите его`;
    this.note('error', part, { home, text });
  }

  private note(level: SchemaNote['level'], part: PlainElement, { home, text }: { home: Home; text: string }): void {
    this.notes.push({ level, code: part.name, place: placeOf(home, part), message: text });
  }

  private locate(from: string, part: PlainElement): string | undefined {
    return locate(part.attributes.schemaLocation, from, [...this.roots.keys()]);
  }
}

/** The file that a reference means: by its path, else the only one of that name. Never one outside of the set. */
export function locate(location: string | undefined, from: string, files: readonly string[]): string | undefined {
  if (location === undefined) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of location.trim().replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const path = parts.join('/');
  if (files.includes(path)) return path;
  const name = `/${path.split('/').at(-1)}`;
  const [only, ...others] = files.filter((file) => `/${file}`.endsWith(name));
  return others.length === 0 ? only : undefined;
}

function substitutesOf(elements: ReadonlyMap<string, Component>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, { node, home }] of elements) {
    const head = node.attributes.substitutionGroup;
    if (head === undefined) continue;
    const headKey = resolveName(head, node, home);
    found.set(headKey, [...(found.get(headKey) ?? []), key]);
  }
  return found;
}
