import type { ApiTypes } from '../../api.gen.ts';
import { localDate } from '../../calendar/local-date.ts';
import { csvMark, csvText } from '../../csv.ts';
import type { DefinitionStore } from '../../definition/store.ts';
import { type Route, route, stream } from '../../http.ts';
import { usualPage } from '../../list-page.ts';
import { titleOf } from '../../rule/title.ts';
import { indexOf, normalText } from '../entry-index.ts';
import { dayWords, tableHeading, writtenOf } from './changes.ts';
import { judge, judgeTable, writeEntries } from './commands.ts';

const access = { permission: 'dictionaries.edit' } as const;
const params = { code: 'code' } as const;

export const dictionaryUpkeepRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/dictionaries',
    summary: 'Справочники: сколько записей и где используются',
    access,
    response: 'AdminDictionaryList',
    handler: ({ deps, session, now }) => {
      const today = localDate(now, session.organisation.timeZone);
      const items = deps.definitions.list('dictionary').map(({ code, version, content }) => ({
        ...{ code, version, title: titleOf(content.title), entries: content.entries.length },
        inForce: content.entries.filter(({ from, to }) => isInForce({ from, to }, today)).length,
        uses: usesOf(deps.definitions, code),
      }));
      return { items };
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/dictionaries/:code',
    summary: 'Записи справочника со сроками действия, и недействующие тоже',
    access,
    params,
    query: 'AdminEntryQuery',
    response: 'AdminDictionary',
    handler: ({ deps, session, params: { code }, query, now }) => {
      const { version, content } = deps.definitions.latest('dictionary', code);
      const today = localDate(now, session.organisation.timeZone);
      const words = normalText(query.search ?? '');
      const { after = 0, limit = usualPage } = query;
      const found = indexOf(content).entries.flatMap((one, at) =>
        at + 1 > after && `${one.code}${one.words}${one.wordsAbove}`.includes(words) ? [{ ...one, order: at + 1 }] : [],
      );
      const shown = found.slice(0, limit);
      return {
        ...{ code, version, title: titleOf(content.title), uses: usesOf(deps.definitions, code) },
        items: shown.map(({ entry, path }) => ({
          ...{ ...writtenOf(entry), path: [...path], inForce: isInForce(entry, today) },
        })),
        next: found.length > limit ? (shown.at(-1)?.order ?? null) : null,
      };
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/dictionaries/:code/csv',
    summary: 'Весь справочник файлом CSV, который принимает загрузка',
    access,
    params,
    response: 'stream',
    handler: ({ deps, params: { code } }) => {
      const { entries } = deps.definitions.latest('dictionary', code).content;
      const rows = entries
        .map(writtenOf)
        .map(({ code: own, title, parent = '', from, to }) => [
          ...[own, title, parent, from ? dayWords(from) : '', to ? dayWords(to) : ''],
        ]);
      return stream(Buffer.from(csvMark + csvText([tableHeading, ...rows])), {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${code}.csv"`,
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/dictionaries/:code/table',
    summary: 'Что сделает таблица записей (CSV), строка за строкой; ничего не меняет',
    access,
    params,
    body: 'UserTable',
    response: 'EntryReport',
    handler: async ({ deps, params: { code }, body }) => mutable(await judgeTable(deps, code, body.text)),
  }),
  route({
    method: 'POST',
    path: '/api/admin/dictionaries/:code/check',
    summary: 'Что сделают записи и сколько заявок заденут; ничего не меняет',
    access,
    params,
    body: 'EntryChanges',
    response: 'EntryReport',
    handler: async ({ deps, params: { code }, body }) => mutable(await judge(deps, code, body.entries)),
  }),
  route({
    method: 'POST',
    path: '/api/admin/dictionaries/:code/entries',
    summary: 'Добавить, изменить или закрыть записи: следующая версия справочника',
    access,
    params,
    body: 'EntryChanges',
    response: 'PublishedVersion',
    handler: async ({ deps, session, params: { code }, body }) => {
      const { version, entries, comment = null } = body;
      const published = await writeEntries(deps, code, { version, entries, comment, session });
      return { kind: 'dictionary', code, version: published, state: 'published' };
    },
  }),
];

/** Only serialised. */
function mutable(report: Awaited<ReturnType<typeof judge>>): ApiTypes['EntryReport'] {
  return {
    rows: report.rows.map(({ problems, entry, ...row }) => ({ ...row, entry: { ...entry }, problems: [...problems] })),
    touched: report.touched.map((one) => ({ ...one })),
  };
}

function isInForce({ from, to }: { from?: string | undefined; to?: string | undefined }, today: string): boolean {
  return (from === undefined || from <= today) && (to === undefined || today <= to);
}

/** Services whose forms are answered by the dictionary, with the titles of the fields. */
function usesOf(definitions: DefinitionStore, dictionary: string): ApiTypes['DictionaryUse'][] {
  return definitions.list('service').flatMap(({ code, content }) => {
    const fields = Object.entries(content.form.ui ?? {}).filter(([, ui]) => ui.dictionary === dictionary);
    if (fields.length === 0) return [];
    const titles = fields.map(([field]) => titleOf(content.form.schema.properties[field]?.title ?? field));
    return [{ service: code, title: titleOf(content.title), fields: titles }];
  });
}
