import { createContext, useContext } from 'react';

/** The rows of the list that is being drawn, as its field knows them. */
export interface Rows {
  /** As they are now, also between two drawings. */
  readonly list: () => readonly unknown[];
  readonly put: (list: readonly unknown[]) => void;
}

export const RowsContext = createContext<Rows>({ list: () => [], put: () => undefined });

export function useRows(): Rows {
  return useContext(RowsContext);
}
