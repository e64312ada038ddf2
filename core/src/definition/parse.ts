import { type DefinitionKind, definitionKinds } from '@reglament/format';
import { canonicalText } from './canonical.ts';
import { error, type Finding, warning } from './finding.ts';
import { findJsonProblem, type JsonProblem } from './json-reader.ts';
import { byteLimit, depthLimit } from './limits.ts';

export interface ParsedText {
  /** Undefined when the text could not be read. */
  readonly content: unknown;
  readonly findings: readonly Finding[];
}

/** A text of a definition, held to its size and nesting before `JSON.parse` sees it. */
export function parseDefinition(text: string, kind?: DefinitionKind | 'demo'): ParsedText {
  const most = byteLimit(kind);
  if (text.length > most || Buffer.byteLength(text) > most) return { content: undefined, findings: [tooLarge(most)] };
  const depth = depthLimit(kind);
  const problem = findJsonProblem(text.replace(/^\uFEFF/, ''), depth);
  if (problem !== undefined) return { content: undefined, findings: [findingOf(problem, depth)] };
  const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  const findings = canonicalText(content) === text ? [] : [notCanonical()];
  return { content, findings };
}

export function isDefinitionKind(kind: unknown): kind is DefinitionKind {
  return definitionKinds.some((one) => one === kind);
}

function findingOf({ code, line, column, pointer, name }: JsonProblem, depth: number): Finding {
  const place = `строка ${line}, столбец ${column}`;
  const texts: Record<JsonProblem['code'], readonly [string, string]> = {
    brokenJson: [`Текст не читается как JSON: ${place}`, 'Исправьте запись в этом месте: запятую, кавычку или скобку'],
    tooDeep: [`Вложенность больше ${depth}: ${place}`, 'Сделайте запись площе'],
    forbiddenName: [`Имя «${name}» запрещено: ${place}`, 'Назовите иначе'],
    forbiddenText: [
      `В тексте нулевой символ или половина пары: ${place}`,
      'Удалите этот символ: ни сохранить, ни напечатать его нельзя',
    ],
    duplicateKey: [`Ключ «${name}» записан дважды: ${place}`, 'Оставьте одну запись'],
  };
  return error(code, pointer, texts[code]);
}

function tooLarge(most: number): Finding {
  const message = `Определение больше ${most} байт`;
  return error('tooLarge', '', [message, 'Разделите его: вынесите списки в справочники, лишнее уберите']);
}

function notCanonical(): Finding {
  const message = 'Запись файла отличается от канонической: выгрузка вернёт другой текст';
  return warning('notCanonical', '', [message, 'Запишите файл с отступом в два пробела и переводом строки в конце']);
}
