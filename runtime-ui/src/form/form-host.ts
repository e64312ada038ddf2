import { createContext, useContext } from 'react';
import type { Entry, EntrySource } from './entry.ts';
import type { StoredFile, UploadTarget } from './upload.ts';

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

/** What a form needs from the screen it stands on, beside its definition and answers. */
export interface FormSources {
  /** Entries of short dictionaries by code, whole; of long ones those that the answers name. */
  dictionaries?: Readonly<Record<string, readonly Entry[]>>;
  /** Where the entries of a long dictionary are searched; undefined: it is short. */
  entrySource?: (dictionary: string) => EntrySource | undefined;
  /** The day that the answers are judged by, `YYYY-MM-DD`; undefined: today. */
  judgedOn?: string | undefined;
  employees?: readonly Option[];
  grounds?: readonly Option[];
  /** Files known by id, so that a stored answer shows a name. */
  files?: readonly StoredFile[];
  /** Where uploads go; made on first need, since a new application has no row before. */
  uploadTarget?: () => Promise<UploadTarget>;
  onUploaded?: (file: StoredFile) => void;
}

export interface FormHost extends FormSources {
  /** Inputs with text that is not yet committed, by element id. */
  drafts: Map<string, () => void>;
  /** Text that cannot be read as a value: kept in the input, told in words. */
  reportUnreadable: (id: string, message: string | undefined) => void;
  /** `YYYY-MM-DD`: entries of dictionaries must be in force on it. */
  on: string | undefined;
  /** The answer of another field as it is now. */
  answerOf: (field: string) => unknown;
}

const nothing: FormHost = {
  drafts: new Map(),
  reportUnreadable: () => undefined,
  on: undefined,
  answerOf: () => undefined,
};

export const FormHostContext = createContext<FormHost>(nothing);

export function useFormHost(): FormHost {
  return useContext(FormHostContext);
}
