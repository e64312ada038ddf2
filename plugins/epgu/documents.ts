import type { UnpackedFile } from './archive.ts';
import type { OrderDocument } from './wire/order.ts';

export interface Matched {
  /** Of each file in turn: the code of its document. */
  readonly codes: readonly (string | undefined)[];
  /** What is missing, unnamed or not what was named, in Russian. */
  readonly problems: readonly string[];
}

type Found = Pick<UnpackedFile, 'name' | 'sha256'>;

/** Which document each file is: by name, and by its hash where two have the same name. */
export function documentsOf(listed: readonly OrderDocument[], files: readonly Found[]): Matched {
  const codes: (string | undefined)[] = files.map(() => undefined);
  const problems: string[] = [];
  for (const { code, fileName, sha256 } of listed) {
    const index = findFile(files, codes, { fileName, sha256 });
    if (index < 0) {
      problems.push(`Документа «${fileName}» среди файлов нет, хотя в заявлении он назван`);
      continue;
    }
    codes[index] = code;
    if (sha256 !== undefined && files[index]?.sha256 !== sha256)
      problems.push(`Файл «${fileName}» – не тот, что назван в заявлении: контрольная сумма другая`);
  }
  for (const [index, { name }] of files.entries())
    if (codes[index] === undefined)
      problems.push(`Файл «${name}» в заявлении не назван: он приложен без вида документа`);
  return { codes, problems };
}

function findFile(
  files: readonly Found[],
  taken: readonly (string | undefined)[],
  { fileName, sha256 }: { readonly fileName: string; readonly sha256: string | undefined },
): number {
  const free = (index: number) => taken[index] === undefined && files[index]?.name === fileName;
  const exact = files.findIndex((file, index) => free(index) && file.sha256 === sha256);
  return exact >= 0 ? exact : files.findIndex((_, index) => free(index));
}
