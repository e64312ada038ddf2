import type { Dictionary, DictionaryEntry, FormDefinition } from '@reglament/format';
import { describe, expect, test } from 'vitest';
import { entryProblems } from './check-entries.ts';
import { indexOf } from './entry-index.ts';
import { wholeDictionary } from './entry-view.ts';
import { isNear } from './near-word.ts';
import { type EntrySearch, searchEntries } from './search-entries.ts';

function dictionaryOf(entries: readonly DictionaryEntry[]): Dictionary {
  return { format: 1, kind: 'dictionary', code: 'activities', title: 'Виды деятельности', entries: [...entries] };
}

const activities = dictionaryOf([
  { code: 'A', title: 'Сельское хозяйство' },
  { code: '01.11', title: 'Выращивание зерновых культур', parent: 'A' },
  { code: '01.11.1', title: 'Выращивание пшеницы', parent: '01.11' },
  { code: '01.11.2', title: 'Выращивание зелёного горошка', parent: '01.11', to: '2025-12-31' },
  { code: '01.2', title: 'Виноградарство', parent: 'A', from: '2026-07-01' },
  { code: 'G', title: 'Торговля' },
  { code: '47.11', title: 'Торговля розничная хлебом (пшеничным)', parent: 'G' },
]);

describe('what is found, best first', () => {
  const today = '2026-03-02';
  test.each<[string, EntrySearch, string[]]>([
    ['nothing typed: the order of the dictionary', { text: '' }, activities.entries.map(({ code }) => code)],
    ['the code itself before codes that begin so', { text: '01.11' }, ['01.11', '01.11.1', '01.11.2']],
    ['the beginning of the title before other words', { text: 'торг' }, ['G', '47.11']],
    ['words in any order, by their beginnings', { text: 'пшен выращ' }, ['01.11.1']],
    ['the word that begins so before the words of an entry above', { text: 'зерн' }, ['01.11', '01.11.1', '01.11.2']],
    ['words of the path', { text: 'сельск горош' }, ['01.11.2']],
    ['ё as е, letters of any case', { text: 'ЗЕЛЕНОГО' }, ['01.11.2']],
    ['the inside of a word', { text: 'градарство' }, ['01.2']],
    ['a letter left out', { text: 'вырщивание пшеницы' }, ['01.11.1']],
    ['letters that changed places', { text: 'винорга' }, ['01.2']],
    ['brackets are no letters', { text: 'хлебом пшеничным' }, ['47.11']],
    ['nothing like it', { text: 'космос' }, []],
    ['in force on the day', { text: '', on: today }, ['A', '01.11', '01.11.1', 'G', '47.11']],
    ['the last day is in force', { text: 'горош', on: '2025-12-31' }, ['01.11.2']],
    ['only below an entry, however deep', { text: 'пшен', within: 'A' }, ['01.11.1']],
    ['below what is not there', { text: '', within: 'Z' }, []],
  ])('%s', (_case, search, codes) => {
    expect(searchEntries(indexOf(activities), search).map(({ found }) => found.entry.code)).toEqual(codes);
  });
});

test('an entry tells what stands above it; a circle that came past the check holds nobody', () => {
  expect(indexOf(activities).byCode.get('01.11.1')?.path).toEqual([
    'Сельское хозяйство',
    'Выращивание зерновых культур',
  ]);
  const circle = dictionaryOf([
    { code: 'a', title: 'А', parent: 'b' },
    { code: 'b', title: 'Б', parent: 'a' },
  ]);
  expect(indexOf(circle).byCode.get('a')?.path).toEqual(['А', 'Б']);
  expect(searchEntries(indexOf(circle), { text: '', within: 'c' })).toEqual([]);
});

test('a long dictionary does not travel whole', () => {
  const entries = Array.from({ length: 201 }, (_one, at) => ({ code: `c${at}`, title: `Запись ${at}` }));
  expect(wholeDictionary(dictionaryOf(entries))).toBeUndefined();
  expect(wholeDictionary(dictionaryOf(entries.slice(1)))).toHaveLength(200);
});

describe('a mistyped word', () => {
  test.each<[string, string, boolean]>([
    ['дом', 'домовладение', true],
    ['дым', 'домовладение', false],
    ['стрительство', 'строительство', true],
    ['строитльств', 'строительство', true],
    ['сторительство', 'строительство', true],
    ['торговля', 'строительство', false],
    ['строительство', 'строй', false],
  ])('«%s» for «%s»: %s', (typed, word, near) => {
    expect(isNear(typed, word)).toBe(near);
  });
});

describe('answers against the dictionary', () => {
  const form: FormDefinition = {
    schema: {
      type: 'object',
      properties: {
        section: { type: 'string', title: 'Раздел' },
        activity: { type: 'string', title: 'Вид деятельности' },
        others: { type: 'array', items: { type: 'string' }, title: 'Прочие виды' },
      },
    },
    sections: [],
    ui: {
      section: { widget: 'dictionary', dictionary: 'activities' },
      activity: { widget: 'dictionary', dictionary: 'activities', within: 'section' },
      others: { widget: 'dictionary', dictionary: 'activities' },
    },
  };
  const problems = (answers: Record<string, string | string[]>, on = '2026-03-02') =>
    entryProblems({ form, answers, on, findDictionary: (code) => (code === 'activities' ? activities : undefined) });

  test('what is in force is right, and so is what is not answered', () => {
    expect(problems({ section: 'A', activity: '01.11.1', others: ['G', '47.11'] })).toEqual([]);
    expect(problems({ activity: '01.11.1', others: [] })).toEqual([]);
    expect(problems({ activity: '01.11.2' }, '2025-12-31')).toEqual([]);
  });
  test.each<[string, Record<string, string | string[]>, { pointer: string; code: string; words: string }]>([
    ['no such code', { section: 'Q' }, { pointer: '/answers/section', code: 'unknownEntry', words: 'нет записи «Q»' }],
    [
      'not any more',
      { others: ['G', '01.11.2'] },
      { pointer: '/answers/others/1', code: 'entryNotInForce', words: 'действовала по 31.12.2025' },
    ],
    ['not yet', { activity: '01.2' }, { pointer: '/answers/activity', code: 'entryNotInForce', words: 'с 01.07.2026' }],
    [
      'under another entry',
      { section: 'G', activity: '01.11.1' },
      { pointer: '/answers/activity', code: 'entryElsewhere', words: 'не относится к «Торговля»' },
    ],
  ])('%s', (_case, answers, { words, ...place }) => {
    const found = problems(answers);
    expect(found).toEqual([expect.objectContaining(place)]);
    expect(found[0]?.message).toContain(words);
  });
});
