import type { Json } from '@reglament/sdk';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { DocumentFault } from './document-fault.ts';

/** A text of YAML takes a hundred times as long to read as the same in JSON. */
const MOST_BYTES = 4 * 1024 * 1024;
const DEEPEST = 100;
/** Values, each alias counted as all that it stands for: a few lines of aliases can stand for billions. */
const MOST_VALUES = 500_000;

/** What a file in YAML says, as JSON would. @throws DocumentFault with the line */
export function readYaml(file: string, text: string): Json {
  if (text.length > MOST_BYTES) {
    throw new DocumentFault('tooLarge', file, 'Файл YAML больше 4 МБ: приложите описание как JSON');
  }
  return plain(parsed(file, text), { file, left: MOST_VALUES });
}

function parsed(file: string, text: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA, maxDepth: DEEPEST });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { mark } = error;
    const place = mark === undefined ? file : `${file}, строка ${mark.line + 1}, знак ${mark.column + 1}`;
    throw new DocumentFault('notYaml', place, `Файл не читается как YAML: ${inRussian(error.reason)}`);
  }
}

const words: readonly (readonly [RegExp, string])[] = [
  [/^duplicated mapping key/, 'имя поля стоит дважды'],
  [/^nesting exceeded/, 'слишком глубокая вложенность'],
  [/^unidentified alias/, 'ссылка * на то, чего нет'],
  [/indentation|indented/, 'отступ не тот'],
  [/^unknown .*tag/, 'свои виды значений (!…) не принимаются'],
  [/more$/, 'в файле несколько описаний, нужно одно'],
  [/empty$/, 'файл пуст'],
];

function inRussian(reason: string): string {
  return words.find(([pattern]) => pattern.test(reason))?.[1] ?? `запись не разобрать (${reason})`;
}

interface Budget {
  readonly file: string;
  left: number;
}

/** Aliases unfolded within bounds, so that nothing leads into itself and nothing is larger than it may be. */
function plain(value: unknown, budget: Budget, depth = 0): Json {
  budget.left -= 1;
  if (budget.left < 0 || depth > DEEPEST) {
    const message = 'Файл YAML не принят: ссылки & и * разворачиваются без конца или слишком велики';
    throw new DocumentFault('tooLarge', budget.file, message);
  }
  if (Array.isArray(value)) return value.map((one) => plain(one, budget, depth + 1));
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new DocumentFault('notYaml', budget.file, 'Файл не читается: бесконечность и «не число» в JSON не записать');
  }
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner, budget, depth + 1)]));
}
