import { innCheckDigits, ogrnCheckDigit, ogrnipCheckDigit, snilsCheckNumber } from '../../core/src/rules.ts';

let next = 0;

/** Made-up identifiers with valid check digits, each different from all before it in this process. */
export function newSnils(): string {
  const nine = String(200_000_000 + next++);
  return nine + snilsCheckNumber(nine);
}

export function newPersonInn(): string {
  const ten = String(7_300_000_000 + next++);
  return ten + innCheckDigits(ten);
}

export function newOrganisationIds(): { inn: string; ogrn: string } {
  const nine = String(730_000_000 + next++);
  const twelve = String(102_730_000_000 + next++);
  return { inn: nine + innCheckDigits(nine), ogrn: twelve + ogrnCheckDigit(twelve) };
}

export function newOgrnip(): string {
  const fourteen = String(30_473_000_000_000 + next++);
  return fourteen + ogrnipCheckDigit(fourteen);
}
