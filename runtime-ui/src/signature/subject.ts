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

/** The first of each kind; a value with a comma or a quote stands in quotes, in which a quote is doubled. */
function readParts(name: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [, kind = '', quoted, bare] of name.matchAll(/([^=,]+)=(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)) {
    const value = quoted?.replaceAll('""', '"') ?? bare ?? '';
    if (!parts.has(kind.trim())) parts.set(kind.trim(), value.trim());
  }
  return parts;
}
