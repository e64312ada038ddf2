import { containing } from '../like.ts';

/** What an administrator looks for at the exchange desk, as the route takes it. */
export interface DeskQuery {
  readonly connection?: string | undefined;
  readonly text?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The same as values of a statement; null: whatever. */
export interface DeskSearch {
  readonly connection: string | null;
  /** A pattern; not named «text», which in a statement is a type. */
  readonly words: string | null;
  /** Days of the body, both included. */
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
}

/** The counts of the desk end here: a broken connection may have very many. */
export const MOST_COUNTED = 1000;

export function deskSearch({ connection, text, from, to }: DeskQuery, timeZone: string): DeskSearch {
  const looked = text?.trim() ?? '';
  return {
    connection: connection ?? null,
    words: looked === '' ? null : containing(looked),
    from: from ?? null,
    to: to ?? null,
    timeZone,
  };
}

/** Days in the body's time zone as conditions over a column of time, by their own bindings. */
export function daysCondition(column: string): string {
  return `(:from::date is null or ${column} >= (:from::date)::timestamp at time zone :timeZone)
       and (:to::date is null or ${column} < (:to::date + 1)::timestamp at time zone :timeZone)`;
}
