/**
 * Makes any text fit to be printed: what no font draws and no reader sees (control characters, direction overrides that
 * could make a paper read other than it is) goes; a character that the font lacks is taken apart into those it has
 * (ﬁ → fi), and only then replaced by «?», so that a loss is seen and never stops a publication.
 */
export function printableText(text: string, covered: ReadonlySet<number>): string {
  let result = '';
  for (const character of text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(INVISIBLE, '')) {
    result += character === '\n' ? character : printableCharacter(character, covered);
  }
  return result;
}

const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Co}\p{Cn}]--[\n\t]]/gv;

function printableCharacter(character: string, covered: ReadonlySet<number>): string {
  if (isCovered(character, covered)) return character;
  if (/\s/u.test(character)) return ' ';
  const parts = [...character.normalize('NFKD')].filter((part) => !/\p{M}/u.test(part));
  if (parts.length > 0 && parts.every((part) => isCovered(part, covered))) return parts.join('');
  return '?';
}

function isCovered(character: string, covered: ReadonlySet<number>): boolean {
  return covered.has(character.codePointAt(0) ?? -1);
}
