import { createContext } from 'react';

export interface SectionView {
  code: string;
  /** Id of its element, unique on the screen. */
  id: string;
  title: string;
  description: string | undefined;
  fields: readonly string[];
}

interface Sections {
  sections: readonly SectionView[];
  /** Without cards around: a short form in a dialog. */
  bare: boolean;
}

export const SectionsContext = createContext<Sections>({ sections: [], bare: false });
