import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Beside the shipped definitions: a Russian text, a tab, the same in English. Forms are JSON Schema, whose titles are plain text. */
const wordsFile = 'words.en.tsv';

/** Pure. */
export function readWords(text: string): [ru: string, en: string][] {
  return text.split('\n').flatMap((line): [string, string][] => {
    const [ru, en] = line.split('\t');
    return ru && en ? [[ru, en]] : [];
  });
}

/** Every `{ru, en}` of a definition. Pure. */
export function titlesIn(content: unknown): [ru: string, en: string][] {
  if (typeof content !== 'object' || content === null) return [];
  if ('ru' in content && 'en' in content && typeof content.ru === 'string' && typeof content.en === 'string')
    return [[content.ru, content.en]];
  return Object.values(content).flatMap(titlesIn);
}

/** Russian → English. What a published definition says itself goes before what came with the installation. */
export async function englishWords(folder: string, contents: readonly unknown[]): Promise<Record<string, string>> {
  const shipped = await readFile(join(folder, wordsFile), 'utf8').catch(() => '');
  return Object.fromEntries([...readWords(shipped), ...contents.flatMap(titlesIn)]);
}
