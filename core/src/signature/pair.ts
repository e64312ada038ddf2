/** What the names of files say of signatures. Pure: the pages ask it too. */
import { extensionOf, kindOfName, MEDIA_TYPES } from '../file/media-type.ts';

/** A signature that was brought as a file of its own; a signature of a file hangs on that file instead. */
export function isSignatureFile({ mediaType }: { readonly mediaType: string }): boolean {
  return mediaType === MEDIA_TYPES.sig;
}

/** `план.pdf.sig` → `план.pdf`, `план.p7m` → `план`. */
export function signedName(name: string): string {
  const extension = extensionOf(name);
  return extension !== '' && kindOfName(name) === 'sig' ? name.slice(0, -extension.length - 1) : name;
}

interface Named {
  readonly name: string;
  readonly mediaType: string;
}

/** The file that a signature is of, as its name has it: `план.pdf` of `план.pdf.sig`, or of `план.sig` when there is no other «план». */
export function signedFileOf<T extends Named>(signature: string, files: readonly T[]): T | undefined {
  const base = plain(signedName(signature));
  const others = files.filter((file) => !isSignatureFile(file));
  const same = others.filter(({ name }) => plain(name) === base);
  const [found, ...more] = same.length > 0 ? same : others.filter(({ name }) => plain(stemOf(name)) === base);
  return more.length === 0 ? found : undefined;
}

const plain = (name: string) => name.toLocaleLowerCase('ru').normalize('NFC');

function stemOf(name: string): string {
  const extension = extensionOf(name);
  return extension === '' ? name : name.slice(0, -extension.length - 1);
}
