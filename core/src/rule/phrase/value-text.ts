import { isIsoDate } from '../../calendar/iso-date.ts';
import { findCaseFact } from '../case-facts.ts';
import { parsePath, withoutPositions } from '../path.ts';
import type { RuleContext } from '../rule-context.ts';
import { enumeration, quoted, russianDate, russianMoney, russianNumber } from '../russian.ts';
import { isList, UNKNOWN } from '../value.ts';

/** How values and fields are called in a sentence. */

type Labels = RuleContext['labels'];

const MAX_TEXT = 80;
const MAX_ITEMS = 5;

/** Under this name `labelsOf` marks a field whose number is money in kopecks. */
export const MONEY_MARK = ':money';

function find(labels: Labels, key: string): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** The title of a field or of a fact of the case; its path where nobody gave it a title. */
export function titleOfPath(path: string, labels: Labels): string {
  const key = withoutPositions(parsePath(path).name);
  return findCaseFact(key)?.title ?? find(labels, key) ?? key;
}

/** A value as a person reads it, without quotes. `path` is the field it belongs to, where there is one. */
export function valueText(value: unknown, path: string | undefined, labels: Labels): string {
  if (value === UNKNOWN || value === undefined) return 'не указано';
  if (value === null) return 'не применяется';
  if (isList(value)) return listText(value, path, labels);
  // Before any turning into text: a group that someone sent with a `toString` of its own would throw.
  if (typeof value === 'object') return 'заполнено';
  const key = path === undefined ? '' : withoutPositions(parsePath(path).name);
  const titled = find(labels, `${key}=${String(value)}`) ?? findCaseFact(key)?.values?.[String(value)];
  if (titled !== undefined) return titled;
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  if (typeof value === 'number') return find(labels, key + MONEY_MARK) ? russianMoney(value) : russianNumber(value);
  const text = String(value);
  return isIsoDate(text) ? russianDate(text) : shortened(text);
}

/** The same for a value written in the rule: words stand in quotes, numbers and dates do not. */
export function literalText(value: unknown, path: string | undefined, labels: Labels): string {
  const text = valueText(value, path, labels);
  return typeof value === 'string' && !isIsoDate(value) ? quoted(text) : text;
}

function listText(list: readonly unknown[], path: string | undefined, labels: Labels): string {
  if (list.length === 0) return 'пусто';
  if (list.some((item) => typeof item === 'object')) return `строк: ${list.length}`;
  const items = list.slice(0, MAX_ITEMS).map((item) => valueText(item, path, labels));
  const rest = list.length - items.length;
  return rest > 0 ? `${items.join(', ')} и ещё ${rest}` : enumeration(items, 'и');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT - 1)}…` : line;
}
