import type { FormDefinition } from '@reglament/format';
import type { DefinitionStore } from '../definition/store.ts';
import { formLabels } from '../document/form-labels.ts';
import { titleOf } from '../rule/title.ts';

type Titles = Record<string, Record<string, string>>;

/** Code → title of every dictionary, by its code. */
export function dictionaryTitles(definitions: DefinitionStore): Titles {
  const versions = definitions.list('dictionary');
  return Object.fromEntries(
    versions.map(({ code, content }) => [
      code,
      Object.fromEntries(content.entries.map((item) => [item.code, titleOf(item.title, 'ru')])),
    ]),
  );
}

/** Code → title of an application's own lists, by `answers.…`. */
export function applicationTitles(form: FormDefinition, definitions: DefinitionStore): Titles {
  const dictionaries = definitions.list('dictionary').map(({ content }) => content);
  return formLabels(form, dictionaries);
}

/** The same of an answer, whose fields stand at the root. */
export function answerTitles(form: FormDefinition, definitions: DefinitionStore): Titles {
  const titles = Object.entries(applicationTitles(form, definitions));
  return Object.fromEntries(titles.map(([path, codes]) => [path.replace(/^answers\./, ''), codes]));
}
