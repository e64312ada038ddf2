/** Names in certificates, as the plug-in writes them: `SN=Иванов, G=Пётр Ильич, CN="ООО ""Мир"""`. Pure. */

export interface Subject {
  readonly title: string;
  /** «Фамилия Имя Отчество», where the certificate names a person. */
  readonly person: string | null;
  /** 11 digits, where the certificate has it. */
  readonly snils: string | null;
}

export function readSubject(name: string): Subject {
  const parts = readParts(name);
  const [surname, given] = [parts.get('SN'), parts.get('G')];
  const person = surname !== undefined && given !== undefined ? `${surname} ${given}` : null;
  const organisation = parts.get('O') ?? null;
  const common = parts.get('CN') ?? '';
  const names = [person ?? common, organisation === common && person === null ? null : organisation];
  const snils =
    snilsKinds
      .map((kind) => parts.get(kind))
      .find((one) => one)
      ?.replace(/\D/g, '') ?? null;
  return { title: names.filter((one) => one).join(', ') || name, person, snils };
}

/** How providers of cryptography and their versions name it. */
const snilsKinds = ['СНИЛС', 'SNILS', 'OID.1.2.643.100.3', '1.2.643.100.3'];

export interface Signatory {
  readonly fullName: string;
  readonly snils: string | null;
  /** The body takes no certificate without a СНИЛС. */
  readonly strict: boolean;
}

/** Why the certificate is not this person's, as the server will judge it; undefined: it is. */
export function ownerFault({ person, snils }: Pick<Subject, 'person' | 'snils'>, me: Signatory): string | undefined {
  if (snils !== null && me.snils !== null) return snils === me.snils ? undefined : 'На другое лицо';
  if (me.strict) return snils === null ? 'Без СНИЛС сотрудника' : 'У вас не указан СНИЛС';
  if (person === null) return 'Без имени сотрудника';
  return isSamePerson(person, me.fullName) ? undefined : 'На другое лицо';
}

/** Letters alone count, «ё» is «е». */
function isSamePerson(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

const plain = (name: string) => name.toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();

/** The first of each kind; a value with a comma or a quote stands in quotes, in which a quote is doubled. */
function readParts(name: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [, kind = '', quoted, bare] of name.matchAll(/([^=,]+)=(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)) {
    const value = quoted?.replaceAll('""', '"') ?? bare ?? '';
    if (!parts.has(kind.trim())) parts.set(kind.trim(), value.trim());
  }
  return parts;
}
