import { useMemo } from 'react';
import { plural, sizeText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { mostShown, textOf } from './text-of.ts';
import { parseXml, XmlTree } from './xml-tree.tsx';
import { zipEntries } from './zip-entries.ts';

interface ContentProps {
  name: string;
  bytes: Uint8Array;
}

export function TextView({ name, bytes }: ContentProps) {
  const text = useMemo(() => textOf(bytes), [bytes]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard, too */}
      <section className="rg-text-view" tabIndex={0} aria-label={`Текст файла «${name}»`}>
        <pre>{text.slice(0, mostShown)}</pre>
      </section>
      {text.length > mostShown ? (
        <p className="rg-hint">Показано начало файла. Скачайте его, чтобы прочитать всё.</p>
      ) : null}
    </>
  );
}

/** Folded by its elements; what is no well-formed XML is shown as the text that it is. */
export function XmlView({ name, bytes }: ContentProps) {
  const root = useMemo(() => parseXml(textOf(bytes)), [bytes]);
  if (root === undefined) return <TextView name={name} bytes={bytes} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset: nothing is asked here
    <div className="rg-xml-view" role="group" aria-label={`Содержание файла «${name}»`}>
      <XmlTree element={root} />
    </div>
  );
}

const entriesShown = 500;

export function ArchiveView({ name, bytes }: ContentProps) {
  const entries = useMemo(() => zipEntries(bytes), [bytes]);
  if (entries === undefined) {
    return <Notice tone="warning">Оглавление архива не читается. Скачайте файл и откройте его у себя.</Notice>;
  }
  return (
    <>
      <table className="rg-table">
        <caption className="rg-visually-hidden">Состав архива «{name}»</caption>
        <thead>
          <tr>
            <th scope="col">Файл</th>
            <th scope="col">Размер</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, entriesShown).map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries of an archive may bear one name
            <tr key={index}>
              <td data-label="Файл">{entry.name}</td>
              <td data-label="Размер">{sizeText(entry.size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="rg-hint">
        Всего {plural(entries.length, ['файл', 'файла', 'файлов'])}. Чтобы открыть их, скачайте архив.
      </p>
    </>
  );
}
