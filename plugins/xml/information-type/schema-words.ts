import { type PlainElement, readPlainXml } from '../plain-xml.ts';
import { XmlProblem } from '../problem.ts';
import { locate } from './read-schema.ts';
import { SchemaFault } from './schema-fault.ts';
import { partsOf, schemaNamespace } from './schema-model.ts';

export interface SchemaSource {
  readonly name: string;
  readonly root: PlainElement;
}

/** Parsed, each under its name. @throws SchemaFault that names the file which is no XML, or no schema */
export function sourcesOf(schemas: Readonly<Record<string, string>>): SchemaSource[] {
  return Object.entries(schemas).map(([name, text]) => {
    const root = readRoot(name, text);
    if (root.namespace === schemaNamespace && root.name === 'schema') return { name, root };
    throw new SchemaFault('notSchema', name, 'Это не схема: корневой элемент должен быть xs:schema');
  });
}

function readRoot(name: string, text: string): PlainElement {
  try {
    return readPlainXml(text);
  } catch (error) {
    if (error instanceof XmlProblem) throw new SchemaFault('notXml', name, error.message);
    throw error;
  }
}

/** The first file that a schema names and nobody has given: it says more than what is not found because of it. */
export function missingFile(sources: readonly SchemaSource[]): SchemaFault | undefined {
  const names = sources.map(({ name }) => name);
  const namespaces = new Set(sources.map(({ root }) => root.attributes.targetNamespace));
  for (const { name, root } of sources) {
    for (const part of partsOf(root)) {
      if (part.name !== 'import' && part.name !== 'include') continue;
      const { schemaLocation, namespace } = part.attributes;
      if (locate(schemaLocation, name, names) !== undefined) continue;
      if (part.name === 'import' && namespaces.has(namespace)) continue;
      const text = `Файла «${schemaLocation ?? namespace ?? ''}», на который ссылается xs:${part.name}, среди названных нет: добавьте его`;
      return new SchemaFault('missingFile', `${name}:${part.line}`, text);
    }
  }
  return undefined;
}

/** What libxml2 has against the files of a schema, in Russian; what is not known is told in its own words. */
export function tellSchema(message: string): string {
  const said = message.trim().replace(/^Element '[^']*'(?:, attribute '[^']*')?: /, '');
  for (const [pattern, words] of sentences) {
    const found = pattern.exec(said);
    if (found !== null) return words(found.slice(1));
  }
  return `Схема не собирается: ${said}`;
}

const sentences: readonly (readonly [pattern: RegExp, words: (found: readonly string[]) => string])[] = [
  [
    /The QName value '(?:\{(.*)\})?(.*)' does not resolve to a\(n\) (.*)\.$/s,
    ([namespace, name, what = '']) =>
      `${kinds[what] ?? 'Описания'} «${name}»${namespace === undefined ? '' : ` (${namespace})`} ни в одном из файлов нет`,
  ],
  [
    /References from this schema to components in (?:the namespace '(.*)'|no namespace) are not allowed/s,
    ([namespace]) => `Схема берёт описания из пространства имён «${namespace ?? ''}», а xs:import для него в ней нет`,
  ],
  [/^The attribute '(.*)' is required but missing/s, ([name]) => `Нет обязательного атрибута «${name}»`],
  [/^The attribute '(.*)' is not allowed/s, ([name]) => `Атрибута «${name}» здесь быть не может`],
  [/^The content is not valid/, () => 'Здесь стоит то, чего в этом месте схемы быть не может'],
  [/'(?:\{.*\})?(.*)' does already exist/s, ([name]) => `«${name}» описано дважды`],
  [/The content model is not determinist/, () => 'Состав неоднозначен: по элементу не понять, какое место он занимает'],
  [
    /The value '(.*)' of the facet 'pattern' is not a valid regular expression/s,
    ([value]) => `Образец «${value}» не читается`,
  ],
];

const kinds: Readonly<Record<string, string>> = {
  'type definition': 'Типа',
  'simple type definition': 'Типа',
  'element declaration': 'Элемента',
  'attribute declaration': 'Атрибута',
  'model group definition': 'Группы',
  'attribute group definition': 'Группы атрибутов',
};
