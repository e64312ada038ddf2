import { announce, Notice } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { useId, useRef, useState } from 'react';
import type { NamedFile } from './pack-files.ts';

const MOST_MEGABYTES = 8;
const READABLE = /\.(?:xsd|json|ya?ml|zip)$/i;

interface FileSetProps {
  files: readonly NamedFile[];
  onChange: (files: readonly NamedFile[]) => void;
}

/** Files that describe a type: added one after another, so that one that is missing can follow. */
export function FileSet({ files, onChange }: FileSetProps) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState('');
  const hint = useId();
  const add = async (list: readonly File[]) => {
    const added = await Promise.all(
      list.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    );
    const names = new Set(added.map(({ name }) => name));
    const next = [...files.filter(({ name }) => !names.has(name)), ...added];
    const wrong = wrongIn(next);
    setProblem(wrong ?? '');
    if (wrong !== undefined) return;
    announce(`Файлы прочитаны: ${added.map(({ name }) => name).join(', ')}`);
    onChange(next);
  };
  return (
    <div className="rt-files">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".xsd,.json,.yaml,.yml,.zip"
        aria-label="Файлы поставщика"
        onChange={(event) => {
          const list = [...(event.target.files ?? [])];
          event.target.value = '';
          void add(list);
        }}
      />
      <div className="rs-toolbar">
        <Button aria-describedby={hint} onClick={() => input.current?.click()}>
          {files.length === 0 ? 'Выбрать файлы' : 'Добавить файлы'}
        </Button>
      </div>
      <div className="rg-hint" id={hint}>
        Схемы XSD – главная и те, на которые она ссылается, – или описание OpenAPI (JSON). Можно архивом ZIP; вместе до
        8 МБ.
      </div>
      {problem === '' ? null : <Notice tone="error">{problem}</Notice>}
      <ul className="rs-list">
        {files.map(({ name, bytes }) => (
          <li key={name} className="rt-file">
            <code>{name}</code>
            <span className="rg-muted">{Math.max(1, Math.round(bytes.length / 1024))} КБ</span>
            <Button
              size="small"
              aria-label={`Убрать: ${name}`}
              onClick={() => onChange(files.filter((one) => one.name !== name))}
            >
              Убрать
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The server would say the same, after the whole of it had gone over the line. */
function wrongIn(files: readonly NamedFile[]): string | undefined {
  const strange = files.find(({ name }) => !READABLE.test(name));
  if (strange !== undefined) return `Файл «${strange.name}» – не XSD, не JSON и не архив ZIP. Выберите схему.`;
  if (files.length > 1 && files.some(({ name }) => /\.zip$/i.test(name))) {
    return 'Архив выбирают один, без других файлов: всё, что нужно, уже в нём.';
  }
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size <= MOST_MEGABYTES * 1024 * 1024) return undefined;
  const [largest] = files.toSorted((one, other) => other.bytes.length - one.bytes.length);
  return `Файлы вместе больше ${MOST_MEGABYTES} МБ, самый большой – «${largest?.name}». Приложите только главную схему и те, на которые она ссылается.`;
}
