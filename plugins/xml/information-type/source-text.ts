import type { SourceFile } from '@reglament/sdk';
import { SchemaFault } from './schema-fault.ts';

/** What an uploaded set of files may hold. */
const sourceLimits = { files: 200, totalBytes: 8_388_608, nameLength: 200 } as const;

export interface SourceText {
  readonly name: string;
  /** Declares UTF-8, whatever the file declared. */
  readonly text: string;
  /** Russian: the file is not written as it says. */
  readonly note?: string;
}

/** Relative, with `/`, inside the folder that was given. @throws SchemaFault */
export function readSources(files: readonly SourceFile[]): SourceText[] {
  if (files.length === 0)
    throw new SchemaFault('noFiles', '', 'Файлов нет: приложите главный файл XSD и те, на которые он ссылается');
  if (files.length > sourceLimits.files)
    throw new SchemaFault('tooManyFiles', '', `Файлов больше ${sourceLimits.files}`);
  const total = files.reduce((sum, { content }) => sum + content.length, 0);
  if (total > sourceLimits.totalBytes)
    throw new SchemaFault(
      'tooLarge',
      '',
      'Файлы вместе больше 8 МБ: приложите только те, на которые ссылается главный',
    );
  const names = new Set<string>();
  return files.map((file) => {
    const name = checkedName(file.name);
    if (names.has(name)) throw new SchemaFault('duplicateFile', name, 'Файл с таким именем приложен дважды');
    names.add(name);
    return { name, ...decode(file.content, name) };
  });
}

function checkedName(name: string): string {
  const plain = name.replace(/^(?:\.\/)+/, '');
  const ok =
    plain.length <= sourceLimits.nameLength &&
    /^[\p{L}\p{N} ._()-]+(?:\/[\p{L}\p{N} ._()-]+)*\.(?:xsd|XSD)$/u.test(plain);
  if (ok && !plain.split('/').some((part) => /^\.+$/.test(part))) return plain;
  throw new SchemaFault(
    'wrongName',
    name.slice(0, 100),
    'Имя файла – путь внутри набора, с расширением .xsd, без «..» и адресов',
  );
}

const declaration = /^\s*<\?xml\b[^>]*\?>/;
const encodingOf = /\bencoding\s*=\s*["']([\w.:-]+)["']/;

/** Many schemas of this field were saved in windows-1251 under a header that says UTF-8, and the other way round. */
function decode(content: Uint8Array, name: string): Pick<SourceText, 'text' | 'note'> {
  const bom = bomOf(content);
  const head = new TextDecoder('latin1').decode(content.subarray(0, 300));
  const declared = (bom ?? encodingOf.exec(declaration.exec(head)?.[0] ?? '')?.[1] ?? 'utf-8').toLowerCase();
  const asUtf8 = strictly('utf-8', content);
  if (bom !== undefined && bom !== 'utf-8') return { text: declaredUtf8(strictly(bom, content) ?? unreadable(name)) };
  if (asUtf8 !== undefined) {
    const lies = !/^(?:utf-?8|us-ascii|ascii)$/.test(declared) && /[^\p{ASCII}]/u.test(asUtf8);
    const note = `Файл записан в UTF-8, хотя в заголовке ${declared}: прочитан как UTF-8`;
    return { text: declaredUtf8(asUtf8), ...(lies ? { note } : {}) };
  }
  const label = /^utf-?8$/.test(declared) ? 'windows-1251' : declared;
  const text = strictly(label, content) ?? unreadable(name);
  const note = `Файл записан в windows-1251, хотя в заголовке ${declared}: прочитан как windows-1251`;
  return { text: declaredUtf8(text), ...(label === declared ? {} : { note }) };
}

function bomOf(content: Uint8Array): string | undefined {
  const [one, two, three] = content;
  if (one === 0xef && two === 0xbb && three === 0xbf) return 'utf-8';
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  return one === 0xfe && two === 0xff ? 'utf-16be' : undefined;
}

function strictly(label: string, content: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

function unreadable(name: string): never {
  throw new SchemaFault('unreadable', name, 'Кодировка файла неизвестна: сохраните его в UTF-8');
}

function declaredUtf8(text: string): string {
  const body = text.replace(declaration, '').replace(/^\s+/, '');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}
