/** Originals that are still to be given back. Pure. */
import type { ApplicationCard } from '../api.ts';
import { plural } from '../ui/format.ts';

export interface HeldOriginal {
  /** Place in the list of papers. */
  readonly position: number;
  readonly words: string;
}

export function heldOriginals({ receivedDocuments }: Pick<ApplicationCard, 'receivedDocuments'>): HeldOriginal[] {
  return receivedDocuments.flatMap(({ title, form, sheets, copies, returnedAt }, position) => {
    if (form !== 'original' || returnedAt !== null) return [];
    const pages = sheets * copies;
    return [{ position, words: `${title}, ${plural(pages, ['лист', 'листа', 'листов'])}` }];
  });
}
