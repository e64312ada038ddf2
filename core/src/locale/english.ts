import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from '@reglament/sdk';
import type { DefinitionStore } from '../definition/store.ts';
import type { Translate } from './template.ts';
import { type Catalogue, translatorOf, type Vocabulary, vocabularyOf } from './translator.ts';

const folder = join(import.meta.dirname, '..');
const name = 'en.json';

interface Parts {
  /** Words of these definitions. */
  readonly words: (contents: readonly object[]) => Promise<Catalogue>;
  readonly definitions: DefinitionStore;
  readonly plugins: readonly Plugin[];
}

/** What a clerk reads. */
const wordy = ['service', 'workflow', 'requestType', 'dictionary', 'workplace'] as const;

/** Gives what puts texts of the server into English. Nothing is read before somebody reads English. */
export function openEnglish({ words, definitions, plugins }: Parts): () => Promise<Translate> {
  let vocabulary: Promise<Vocabulary> | undefined;
  let made: { readonly of: readonly object[]; readonly translate: Promise<Translate> } | undefined;
  return () => {
    vocabulary ??= readCatalogues(plugins).then(vocabularyOf);
    const contents = wordy.flatMap((kind) => definitions.list(kind).map(({ content }) => content));
    // A published version never changes: the same ones have the same words.
    if (made === undefined || contents.length !== made.of.length || contents.some((one, at) => one !== made?.of[at])) {
      made = {
        of: contents,
        translate: Promise.all([vocabulary, words(contents)]).then(([all, own]) => translatorOf(all, own)),
      };
    }
    return made.translate;
  };
}

/** Of each part of the core, then of each plugin; what the core says goes first. */
async function readCatalogues(plugins: readonly Plugin[]): Promise<Catalogue[]> {
  const parts = await readdir(folder, { withFileTypes: true });
  const paths = [name, ...parts.filter((part) => part.isDirectory()).map((part) => join(part.name, name))];
  const own = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8').catch(() => '{}')));
  return [...plugins.map(({ english }) => english ?? {}), ...own.map((text): Catalogue => JSON.parse(text))];
}
