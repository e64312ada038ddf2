import { createContext } from 'react';

type Answers = Readonly<Record<string, unknown>>;

/** The address that is being drawn, as its field knows it; null: the group is no address. */
export interface AddressGroup {
  /** As it is now, also between two drawings. */
  readonly answers: () => Answers;
  readonly put: (answers: Answers) => void;
  /** Codes the form asks. */
  readonly codes: readonly string[];
}

export const AddressContext = createContext<AddressGroup | null>(null);
