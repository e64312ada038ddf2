const latin: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'yo',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
  },
  ...{
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'kh',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'shch',
    ъ: '',
    ы: 'y',
    ь: '',
  },
  ...{ э: 'e', ю: 'yu', я: 'ya' },
};

/** Names that mean something to the platform or to JavaScript; a form may not have them. */
const reserved: ReadonlySet<string> = new Set([
  ...['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable'],
  ...['case', 'form', 'status', 'item', 'index', 'today', 'answers', 'now', 'version'].flatMap((name) => [
    name,
    name.toLowerCase(),
  ]),
]);

const longest = 40;

/** A code that the format takes, from a name of the schema: «НаимЮЛПолн» → `naimYulPoln`. */
export function fieldCode(name: string): string {
  const words = name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => [...word.toLowerCase()].map((letter) => latin[letter] ?? letter).join(''))
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '');
  const camel = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  const started = /^[a-z]/.test(camel) ? camel : `n${camel}`;
  const long = started.slice(0, longest - 4);
  return long.length < 2 || reserved.has(long) ? `${long}Value` : long;
}

/** Codes of one level: none is given twice, also by case only. */
export class CodeBook {
  private readonly taken = new Set<string>();

  give(name: string): string {
    const base = fieldCode(name);
    let code = base;
    for (let number = 2; this.taken.has(code.toLowerCase()); number += 1) code = `${base}${number}`;
    this.taken.add(code.toLowerCase());
    return code;
  }
}
