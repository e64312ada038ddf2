/** Where seals are kept outside of the database. A seal once written is never written again. */
export interface SealStore {
  /** Numbers of the seals that are there, ascending. */
  numbers(): Promise<number[]>;
  read(number: number): Promise<string | undefined>;
  /** Throws when there is a seal of this number already. Durable when it returns. */
  write(number: number, text: string): Promise<void>;
}
