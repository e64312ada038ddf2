import type { Dictionary, FieldUi, FormDefinition } from '@reglament/format';
import type { FieldProblemView } from '../errors.ts';
import { quoted, russianDate } from '../rule/russian.ts';
import { isAnswered, type JsonObject } from '../rule/value.ts';
import { type EntryIndex, indexOf } from './entry-index.ts';
import { isBelow, isValidOn } from './search-entries.ts';

interface EntryCheck {
  readonly form: FormDefinition;
  /** Those that count: answers of hidden questions are left out. */
  readonly answers: JsonObject;
  /** `YYYY-MM-DD`: the day the case is judged by. */
  readonly on: string;
  readonly findDictionary: (code: string) => Dictionary | undefined;
}

/** Codes that their dictionaries do not have, do not have any more or not yet, or have under another entry than was chosen. */
export function entryProblems({ form, answers, on, findDictionary }: EntryCheck): FieldProblemView[] {
  return Object.entries(form.ui ?? {}).flatMap(([field, ui]) => {
    const answer = answers[field];
    if (ui.widget !== 'dictionary' || ui.dictionary === undefined || !isAnswered(answer)) return [];
    const dictionary = findDictionary(ui.dictionary);
    if (dictionary === undefined) return [];
    const place = { index: indexOf(dictionary), on, within: chosenAbove(ui, answers) };
    const isList = Array.isArray(answer);
    return (isList ? answer : [answer]).flatMap((code, at) => {
      const wrong = whatIsWrong(String(code), place);
      if (wrong === undefined) return [];
      const title = form.schema.properties[field]?.title ?? field;
      const pointer = isList ? `/answers/${field}/${at}` : `/answers/${field}`;
      return [{ field, pointer, code: wrong.code, message: `${quoted(title)}: ${wrong.message}` }];
    });
  });
}

function chosenAbove({ within }: FieldUi, answers: JsonObject): string | undefined {
  const above = within === undefined ? undefined : answers[within];
  return typeof above === 'string' && above !== '' ? above : undefined;
}

interface EntryPlace {
  readonly index: EntryIndex;
  readonly on: string;
  readonly within: string | undefined;
}

function whatIsWrong(code: string, { index, on, within }: EntryPlace): { code: string; message: string } | undefined {
  const found = index.byCode.get(code);
  if (found === undefined)
    return { code: 'unknownEntry', message: `в справочнике нет записи «${code}». Выберите значение из справочника` };
  const { entry, title } = found;
  if (!isValidOn(entry, on)) {
    const when =
      entry.to !== undefined && entry.to < on
        ? `действовала по ${russianDate(entry.to)}`
        : `действует с ${russianDate(entry.from ?? on)}`;
    return {
      code: 'entryNotInForce',
      message: `запись «${title}» ${when}. Выберите действующую на ${russianDate(on)}`,
    };
  }
  if (within === undefined || isBelow(entry, within, index)) return undefined;
  const above = index.byCode.get(within)?.title ?? within;
  return { code: 'entryElsewhere', message: `«${title}» не относится к «${above}». Выберите заново` };
}
