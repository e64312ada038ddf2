import { reservedNames } from '../definition/reserved-names.ts';

const LETTERS: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
    м: 'm',
  },
  ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch' },
  ...{ ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
};
const MOST = 40;
/** Long enough to be told apart, short enough to be read. */
const USUAL = 28;

/**
 * A code out of what a person wrote: «Вид работ» gives `vidRabot`, a second one `vidRabot2`. Always a code of the format;
 * `fallback` is for a title without a single letter.
 */
export function codeOfTitle(title: string, taken: ReadonlySet<string>, fallback = 'field'): string {
  const words = [...title.toLowerCase()]
    .map((letter) => LETTERS[letter] ?? letter)
    .join('')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let code = '';
  for (const [index, word] of words.entries()) {
    if (index > 0 && code.length + word.length > USUAL) break;
    code += index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1);
  }
  code = code.replace(/^[0-9]+/, '').slice(0, USUAL);
  code = code.charAt(0).toLowerCase() + code.slice(1);
  return unused(code.length < 2 ? fallback : code, taken);
}

/** Codes that differ by case only are one code to a person. */
function unused(code: string, taken: ReadonlySet<string>): string {
  const known = new Set([...taken, ...reservedNames].map((one) => one.toLowerCase()));
  if (!known.has(code.toLowerCase())) return code;
  for (let number = 2; ; number += 1) {
    const next = `${code.slice(0, MOST - String(number).length)}${number}`;
    if (!known.has(next.toLowerCase())) return next;
  }
}
