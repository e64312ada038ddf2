import type { Cell } from './cells.ts';

export interface Head {
  readonly title: string;
  readonly width: number;
}

/** Makes the bytes of a table row by row; what is ready is taken out as it comes, so that a million rows need no memory. */
export interface TableWriter {
  write(row: readonly Cell[]): void;
  end(): void;
  /** Everything that is ready and has not been taken. */
  take(): readonly Uint8Array[];
}
