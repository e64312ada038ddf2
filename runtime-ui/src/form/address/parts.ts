/** An address in parts, as the forms of the region's services ask it; a form may ask fewer. */
export const addressParts = [
  'postalCode',
  'region',
  'district',
  'city',
  'cityDistrict',
  'settlement',
  'territory',
  'street',
  'territoryStreet',
  'house',
  'block',
  'structure',
  'flat',
] as const;

export type AddressPart = (typeof addressParts)[number];

export type Address = Partial<Record<AddressPart, string>>;

/** Parts whose kind the label of their field says, so that it is not part of the answer: how they are told in a line. */
export const told: Partial<Record<AddressPart, string>> = {
  city: 'г.',
  house: 'д.',
  block: 'корп.',
  structure: 'стр.',
  flat: 'кв.',
};
