import { readFile, stat } from 'node:fs/promises';
import {
  type GostCertificate,
  GostError,
  type RevocationList,
  readCertificate,
  readPem,
  readRevocationList,
  type Trust,
} from '@reglament/gost';
import type { GostSignatureConfig } from './config.ts';
import { demonstrationAuthority } from './demonstration.ts';
import { inWords } from './failure.ts';

/** Whom this connection believes; files are read again when they have changed. */
export function openTrust(config: GostSignatureConfig): () => Promise<Trust> {
  const inline = config.authorities ?? '';
  const authoritiesFile = config.authoritiesFile ? keptFile(config.authoritiesFile, readAuthorities) : undefined;
  const lists = linesOf(config.revocationFiles).map((path) => keptFile(path, readRevocationList));
  return async () => ({
    authorities: [
      ...(config.place === 'demonstration' ? [demonstrationAuthority()] : []),
      ...readInline(inline),
      ...((await authoritiesFile?.()) ?? []),
    ],
    revocations: await Promise.all(lists.map((read): Promise<RevocationList> => read())),
  });
}

function readInline(text: string): readonly GostCertificate[] {
  try {
    return text.trim() === '' ? [] : readAuthorities(Buffer.from(text));
  } catch (error) {
    throw inWords('Разрешённые удостоверяющие центры', error);
  }
}

function readAuthorities(content: Uint8Array): readonly GostCertificate[] {
  if (content[0] === 0x30) return [readCertificate(content)];
  const blocks = readPem(Buffer.from(content).toString('latin1')).filter(({ label }) => label.endsWith('CERTIFICATE'));
  if (blocks.length === 0) throw new GostError('badCertificate', 'нет ни одного сертификата (BEGIN CERTIFICATE)');
  return blocks.map(({ der }) => readCertificate(der));
}

/** What was read of a file, until the file changes. */
function keptFile<T>(path: string, read: (content: Uint8Array) => T): () => Promise<T> {
  let kept: { readonly stamp: string; readonly value: T } | undefined;
  return async () => {
    try {
      const { mtimeMs, size } = await stat(path);
      const stamp = `${mtimeMs} ${size}`;
      if (kept?.stamp !== stamp) kept = { stamp, value: read(await readFile(path)) };
      return kept.value;
    } catch (error) {
      throw inWords(`Файл ${path}`, error);
    }
  };
}

const linesOf = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
