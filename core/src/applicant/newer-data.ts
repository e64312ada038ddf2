/** An application that is older than what the registry knows of its applicant must not write over that unseen. Pure. */
import type { ApplicantData, ApplicantView } from '../api.gen.ts';
import { Refusal } from '../errors.ts';
import { type DataChange, dataChanges, dataFieldTitle, withoutChanges } from './data-changes.ts';

/** What a person said of each field that differs; what is not kept is taken from the application. */
export interface ApplicantChoice {
  /** Of the applicant's record, as they were shown it. */
  readonly version: number;
  /** Fields that stay as they are in the registry. */
  readonly keep: readonly string[];
}

export interface Older {
  /** When the application last said something of its applicant. */
  readonly saidAt: Date;
  readonly choice?: ApplicantChoice | undefined;
  /** Nobody can be asked: the registry's newer values stay. */
  readonly byItself: boolean;
}

export interface Reconciled {
  readonly data: ApplicantData;
  /** Titles of fields that stayed as the registry had them, and that the application wrote over. */
  readonly kept: readonly string[];
  readonly taken: readonly string[];
}

/** The record after the application has had its say. @throws Refusal applicantConflict when a person has to choose */
export function reconcile(known: ApplicantView, given: ApplicantData, older: Older): Reconciled {
  const merged = { ...known.data, ...given };
  const contested = contestedFields(known, merged, older.saidAt);
  if (contested.length === 0) return { data: merged, kept: [], taken: [] };
  const { choice } = older;
  if (!older.byItself && choice?.version !== known.version) throw conflict(known, contested);
  const keeps = ({ field }: DataChange) => older.byItself || choice?.keep.includes(field);
  const titlesOf = (changes: readonly DataChange[]) => changes.map(({ field }) => dataFieldTitle(field));
  const kept = contested.filter(keeps);
  return {
    data: withoutChanges(merged, kept),
    kept: titlesOf(kept),
    taken: titlesOf(contested.filter((one) => !keeps(one))),
  };
}

/** What would be lost: a value that the registry got after the application was written, and that is another there. */
function contestedFields({ data, updatedAt }: ApplicantView, merged: ApplicantData, saidAt: Date): DataChange[] {
  if (Date.parse(updatedAt) <= saidAt.getTime()) return [];
  return dataChanges(data, merged).filter(({ before }) => before !== null);
}

function conflict({ id, name, version, updatedAt }: ApplicantView, contested: readonly DataChange[]): Refusal {
  const fields = contested.map(({ field, before, after }) => ({
    field,
    title: dataFieldTitle(field),
    registry: before,
    application: after,
  }));
  const text = `После того как заявка была заполнена, сведения о заявителе «${name}» в реестре изменили. Выберите, какие верны.`;
  return new Refusal('applicantConflict', text, { current: { applicant: { id, name, version, updatedAt }, fields } });
}
