/** Why a certificate is not this person's; the same for the page, which greys it, and for the server, which refuses. */
export type OwnerFault = 'foreignSnils' | 'foreignName' | 'noSnils' | 'noOwnSnils' | 'noPerson';

export interface CertificateOwner {
  /** «Фамилия Имя Отчество», where the certificate names a person. */
  readonly person: string | null;
  /** 11 digits, where the certificate has it. */
  readonly snils: string | null;
}

export interface Signatory {
  readonly fullName: string;
  readonly snils: string | null;
  /** Their body takes no certificate without a СНИЛС. */
  readonly strict: boolean;
}

/**
 * Two СНИЛС decide whatever the names are – people change them; where one is missing, the names do, unless the body is strict.
 * Letters alone count, «ё» is «е». Undefined: it is theirs.
 */
export function ownerFault({ person, snils }: CertificateOwner, me: Signatory): OwnerFault | undefined {
  if (snils !== null && me.snils !== null) return snils === me.snils ? undefined : 'foreignSnils';
  if (me.strict) return snils === null ? 'noSnils' : 'noOwnSnils';
  if (person === null) return 'noPerson';
  return plain(person) === plain(me.fullName) ? undefined : 'foreignName';
}

const plain = (name: string) => name.toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
