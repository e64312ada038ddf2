import { type Address, addressParts, told } from './parts.ts';

/** The line of an address out of its parts, in the order of a postal address of this country turned from the whole to the part. Pure. */
export function joinAddress(parts: Address): string {
  return addressParts
    .flatMap((part) => {
      const value = parts[part]?.trim();
      if (!value) return [];
      const word = told[part];
      return word === undefined || value.toLowerCase().startsWith(word.slice(0, -1).concat(' ')) || value.includes('.')
        ? value
        : `${word} ${value}`;
    })
    .join(', ');
}
