/**
 * What a step of a draft is called is kept in Russian, whatever language its author reads, and shown in the language of whoever
 * reads it. Steps that were kept in English before are shown as they are.
 */
import { english, locale, rememberMade, russianOf } from '@reglament/runtime-ui/ui';
import { labelReader } from './step-words.ts';

const longest = 500;

export function keptLabel(shown: string): string {
  return russianOf(shown).slice(0, longest);
}

let reader: ((label: string) => string) | undefined;

export function readLabel(kept: string): string {
  if (locale !== 'en') return kept;
  reader ??= labelReader(english);
  const shown = reader(kept);
  // «Отменено: …» of it is kept in Russian whole.
  if (shown !== kept) rememberMade(shown, kept);
  return shown;
}
