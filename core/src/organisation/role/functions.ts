import type { DefinitionStore } from '../../definition/store.ts';
import { functionTitles } from '../person/access.ts';

/** Functions of all workflows in force, by code, with the titles of the first that names each. */
export function functionTitlesOf(definitions: DefinitionStore): Readonly<Record<string, string>> {
  const titles: Record<string, string> = {};
  for (const { content } of definitions.list('workflow')) {
    for (const [code, title] of Object.entries(functionTitles(content.functions))) titles[code] ??= title;
  }
  return titles;
}
