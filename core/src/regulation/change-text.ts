import type { Block, DocumentModel } from '../document/document-model.ts';
import type { Chapter, Clause, ClauseTable, Regulation } from './clause.ts';
import { clauseBlocks } from './regulation-document.ts';

/** What one version of the text says otherwise than another, the way an act amends an act: point by point. */
export function changeDocument(before: Regulation, after: Regulation, createdAt: Date): DocumentModel {
  const points = chaptersOf(before, after).flatMap(chapterChanges);
  const blocks = points.flatMap((point, at) => pointBlocks(point, at + 1));
  const none: Block = { type: 'paragraph', text: 'Отличий нет.', align: 'left', bold: false };
  return {
    title: `Изменения регламента услуги: ${after.title}`,
    createdAt: createdAt.toISOString(),
    letterhead: null,
    blocks: [
      { type: 'heading', level: 1, text: `Изменения регламента услуги\n«${after.title}»`, align: 'center' },
      { type: 'paragraph', text: `Было: ${before.subtitle.join('; ')}`, align: 'center', bold: false },
      { type: 'paragraph', text: `Стало: ${after.subtitle.join('; ')}`, align: 'center', bold: false },
      ...(blocks.length === 0 ? [none] : blocks),
    ],
  };
}

/** One thing to do to the old text; `clause` is what to write there. */
interface Point {
  readonly text: string;
  readonly clause?: Clause;
  readonly number?: string;
}

function pointBlocks({ text, clause, number }: Point, at: number): Block[] {
  const words: Block = { type: 'paragraph', text: `${at}) ${text}`, align: 'justify', bold: false };
  return clause === undefined ? [words] : [words, ...clauseBlocks(clause, number ?? '')];
}

interface Numbered {
  readonly chapter: Chapter;
  readonly number: number;
}

type ChapterPair = { readonly old: Numbered | undefined; readonly now: Numbered | undefined };

function chaptersOf(before: Regulation, after: Regulation): ChapterPair[] {
  const numbered = ({ chapters }: Regulation) =>
    new Map(chapters.map((chapter, at) => [chapter.key, { chapter, number: at + 1 }]));
  const [old, now] = [numbered(before), numbered(after)];
  const keys = new Set([...old.keys(), ...now.keys()]);
  // What the linter says and what is marked is not a part of the text.
  keys.delete('marks');
  return [...keys].map((key) => ({ old: old.get(key), now: now.get(key) }));
}

function chapterChanges({ old, now }: ChapterPair): Point[] {
  if (now === undefined)
    return old === undefined ? [] : [{ text: `Главу ${old.number} «${old.chapter.title}» исключить.` }];
  const { chapter, number } = now;
  const known = new Map((old?.chapter.clauses ?? []).map((clause, at) => [clause.key, { clause, at }]));
  const kept = new Set(chapter.clauses.map(({ key }) => key));
  const gone = (old?.chapter.clauses ?? []).flatMap((clause, at): Point[] =>
    kept.has(clause.key) ? [] : [{ text: `Пункт ${old?.number}.${at + 1} исключить: «${clause.text}»` }],
  );
  const rest = chapter.clauses.flatMap((clause, at): Point[] => {
    const place = `${number}.${at + 1}`;
    const former = known.get(clause.key);
    if (former === undefined) return [{ text: `Главу «${chapter.title}» дополнить пунктом:`, clause, number: place }];
    return clauseChanges({ former: former.clause, clause, formerPlace: `${old?.number}.${former.at + 1}`, place });
  });
  const opened = old === undefined ? [{ text: `Дополнить главой ${number} «${chapter.title}».` }] : [];
  return [...opened, ...gone, ...rest];
}

interface ClausePair {
  readonly former: Clause;
  readonly clause: Clause;
  readonly formerPlace: string;
  readonly place: string;
}

function clauseChanges({ former, clause, formerPlace, place }: ClausePair): Point[] {
  const { table: _old, ...words } = former;
  const { table, ...now } = clause;
  const told =
    JSON.stringify(words) === JSON.stringify(now)
      ? []
      : [{ text: `Пункт ${formerPlace} изложить в следующей редакции:`, clause: now, number: place }];
  const rows = former.table === undefined || table === undefined ? [] : rowChanges(former.table, table, formerPlace);
  return [...told, ...rows];
}

/** Rows are known by their first cell. */
function rowChanges(former: ClauseTable, table: ClauseTable, place: string): Point[] {
  const keyed = ({ rows }: ClauseTable) => new Map(rows.map((row) => [row[0] ?? '', row]));
  const [old, now] = [keyed(former), keyed(table)];
  const gone = [...old.keys()]
    .filter((key) => !now.has(key))
    .map((key) => ({ text: `Из таблицы пункта ${place} исключить строку «${key}».` }));
  const rest = [...now].flatMap(([key, row]): Point[] => {
    const known = old.get(key);
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(row)) return [];
    const verb =
      known === undefined ? `Таблицу пункта ${place} дополнить строкой` : `В таблице пункта ${place} изложить строку`;
    const cells = row.slice(1).map((cell, at) => `${table.columns[at + 1]?.title ?? ''} – ${cell}`);
    return [{ text: `${verb} «${key}»: ${cells.join(' ')}` }];
  });
  return [...gone, ...rest];
}
