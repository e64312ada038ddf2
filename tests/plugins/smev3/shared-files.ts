import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Published files that are not ours to copy: beside the project where somebody works on it, absent elsewhere. */
export const sharedFolder = fileURLToPath(new URL('../../../../shared/smev/', import.meta.url));
export const sharedIsHere = existsSync(sharedFolder);

/** The title of a test that needs them says loudly when it had nothing to do. */
export const withShared = (title: string) =>
  sharedIsHere ? title : `${title} – НЕ ВЫПОЛНЕНО: нет папки ../shared/smev рядом с проектом`;
