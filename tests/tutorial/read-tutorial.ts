/** One thing that the reader of the tutorial does, in the words of the text. */
export type Deed =
  | { readonly act: 'press' | 'openTab' | 'mark' | 'unmark' | 'see'; readonly name: string }
  | { readonly act: 'type' | 'choose'; readonly name: string; readonly value: string }
  | { readonly act: 'paste'; readonly name: string; readonly value: string }
  | { readonly act: 'picture'; readonly file: string };

/** Where it is written and within which part of the screen it is done. */
export type Step = Deed & { readonly line: number; readonly within: string | undefined };

interface Verb {
  readonly pattern: RegExp;
  readonly deed: (name: string, value: string) => Deed;
}

const NAME = '\\*\\*(.+?)\\*\\*';
const VALUE = '`(.+?)`';

/** The whole language of the tutorial's numbered steps. */
const VERBS: readonly Verb[] = [
  { pattern: new RegExp(`^Нажмите ${NAME}$`), deed: (name) => ({ act: 'press', name }) },
  { pattern: new RegExp(`^Откройте вкладку ${NAME}$`), deed: (name) => ({ act: 'openTab', name }) },
  { pattern: new RegExp(`^Отметьте ${NAME}$`), deed: (name) => ({ act: 'mark', name }) },
  { pattern: new RegExp(`^Снимите отметку ${NAME}$`), deed: (name) => ({ act: 'unmark', name }) },
  { pattern: new RegExp(`^Дождитесь ${NAME}$`), deed: (name) => ({ act: 'see', name }) },
  { pattern: new RegExp(`^В поле ${NAME} введите ${VALUE}$`), deed: (name, value) => ({ act: 'type', name, value }) },
  {
    pattern: new RegExp(`^В списке ${NAME} выберите ${NAME}$`),
    deed: (name, value) => ({ act: 'choose', name, value }),
  },
];

const WITHIN = new RegExp(`^В части ${NAME}: (.+)$`);
const PASTE = new RegExp(`^В поле ${NAME} вставьте строки:$`);
const PICTURE = /^!\[.+\]\((.+\.png)\)$/;

/** Numbered steps and pictures in their order. @throws Error that names the line of a step nobody could follow */
export function readTutorial(text: string): Step[] {
  const lines = text.split('\n');
  const steps: Step[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    const picture = PICTURE.exec(line)?.[1];
    if (picture !== undefined) steps.push({ act: 'picture', file: picture, line: at + 1, within: undefined });
    const said = /^\d+\. (.+)$/.exec(line)?.[1];
    if (said === undefined) continue;
    const block = said.endsWith(':') ? blockAfter(lines, at) : undefined;
    steps.push(...sentencesOf(said).map((sentence) => stepOf(sentence, { line: at + 1, block })));
  }
  return steps;
}

/** A full stop inside quotes, bold or code ends nothing. */
function sentencesOf(said: string): string[] {
  return (said.match(/(?:\*\*.+?\*\*|`.+?`|[^.])+/g) ?? []).map((one) => one.trim()).filter((one) => one !== '');
}

function stepOf(sentence: string, { line, block }: { line: number; block: string | undefined }): Step {
  const [, within, inner = ''] = WITHIN.exec(sentence) ?? [];
  const words = within === undefined ? sentence : inner.charAt(0).toUpperCase() + inner.slice(1);
  const pasted = PASTE.exec(words)?.[1];
  if (pasted !== undefined && block !== undefined) return { act: 'paste', name: pasted, value: block, line, within };
  for (const { pattern, deed } of VERBS) {
    const [matched, name = '', value = ''] = pattern.exec(words) ?? [];
    if (matched !== undefined) return { ...deed(name, value), line, within };
  }
  throw new Error(`Строка ${line}: такого шага никто не повторит: «${sentence}»`);
}

/** The block of code below a step. */
function blockAfter(lines: readonly string[], at: number): string | undefined {
  const start = lines.findIndex((line, index) => index > at && line.trim().startsWith('```'));
  const end = lines.findIndex((line, index) => index > start && line.trim() === '```');
  if (start < 0 || end < 0) return undefined;
  return lines
    .slice(start + 1, end)
    .map((line) => line.trim().replaceAll(' | ', '\t'))
    .join('\n');
}
