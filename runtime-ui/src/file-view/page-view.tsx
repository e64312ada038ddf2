import { useMemo } from 'react';
import { Notice } from '../ui/notice.tsx';
import { type Block, pageText } from './page-text.ts';
import { savedPage } from './saved-page.ts';
import { mostShown, textOf } from './text-of.ts';

/** More would make the page of ours slow. */
const blocksShown = 2000;

interface PageViewProps {
  name: string;
  bytes: Uint8Array;
  /** With its pictures in one file (MHTML). */
  saved?: boolean;
}

/** An answer in HTML: its texts and tables, without anything that runs, loads or leads away. */
export function PageView({ name, bytes, saved = false }: PageViewProps) {
  const page = useMemo(() => (saved ? savedPage(bytes) : bytes), [bytes, saved]);
  const text = useMemo(() => (page === undefined ? '' : textOf(page)), [page]);
  const blocks = useMemo(() => pageText(text.slice(0, mostShown)), [text]);
  if (page === undefined) {
    return <Notice tone="info">Страницы в этом файле не нашлось. Скачайте его и откройте у себя.</Notice>;
  }
  const whole = text.length <= mostShown && blocks.length <= blocksShown;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard, too */}
      <section className="rg-text-view rg-page-view" tabIndex={0} aria-label={`Текст файла «${name}»`}>
        {sectionsOf(blocks.slice(0, blocksShown)).map((section, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a page never change
          <Section key={index} section={section} />
        ))}
      </section>
      <p className="rg-hint">
        {whole
          ? 'Показан текст страницы, без её оформления и ссылок. Сама страница – в скачанном файле.'
          : 'Показано начало файла. Скачайте его, чтобы прочитать всё.'}
      </p>
    </>
  );
}

/** Rows that follow each other are one table. */
function sectionsOf(blocks: readonly Block[]): Block[][] {
  const sections: Block[][] = [];
  for (const block of blocks) {
    const last = sections.at(-1);
    if (last !== undefined && last[0]?.kind === block.kind && block.kind !== 'text' && block.kind !== 'heading') {
      last.push(block);
    } else sections.push([block]);
  }
  return sections;
}

function Section({ section }: { section: readonly Block[] }) {
  const [first] = section;
  if (first?.kind === 'row') {
    return (
      <table>
        <tbody>
          {section.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a page never change
            <Row key={index} cells={row.texts} />
          ))}
        </tbody>
      </table>
    );
  }
  if (first?.kind === 'item') {
    return (
      <ul>
        {section.map(({ texts }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a page never change
          <li key={index}>{texts[0]}</li>
        ))}
      </ul>
    );
  }
  // No heading of ours: the order of ours must stay whole.
  return <p>{first?.kind === 'heading' ? <strong>{first.texts[0]}</strong> : first?.texts[0]}</p>;
}

function Row({ cells }: { cells: readonly string[] }) {
  return (
    <tr>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a page never change
        <td key={index}>{cell}</td>
      ))}
    </tr>
  );
}
