import type { ApiTypes } from '@reglament/core/api';
import { readAnswersBy, request } from '../client.ts';
import { inEnglish, type Words } from './definition-words.ts';
import { locale } from './locale.ts';

const path = '/api/words';
let words: Promise<Words> | undefined;

/** Nobody has signed in yet, or no answer came: asked for again with the next answer. */
function forget(): Words {
  words = undefined;
  return {};
}

/** The pages of a clerk alone: the editor of definitions keeps their words as they stand. */
export function readDefinitionsInOwnLanguage(): void {
  if (locale !== 'en') return;
  readAnswersBy(async (asked, answer) => {
    if (asked === path || asked === '/api/session') return answer;
    words ??= request<ApiTypes['DefinitionWords']>(path).then((list) => list.words, forget);
    return inEnglish(answer, await words);
  });
}
