import { basename } from 'node:path';

/** A name that no server takes for anything else; it is the only one that the other side sees, so that words stay apart. */
export function remoteName(name: string): string {
  const safe = basename(name)
    .replace(/[^\p{L}\p{N}._ №«»(),-]+/gu, '_')
    .replace(/ {2,}/g, ' ')
    .trim()
    .replace(/^\.+/, '')
    .slice(-100);
  return safe === '' ? 'file' : safe;
}
