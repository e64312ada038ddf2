import { type IdentityPerson, ProviderError } from '@reglament/sdk';

type Claims = Readonly<Record<string, unknown>>;

/** Which claims hold what. */
export interface ClaimNames {
  readonly snils: string;
  readonly organisations: string;
  readonly ogrn: string;
  readonly title: string;
}

/** A person out of what the other side says of them; what has not the shape of a number is left out. Pure. @throws ProviderError */
export function personOf(subject: string, claims: Claims, names: ClaimNames): IdentityPerson {
  const [surname, name] = [textOf(claims.family_name), textOf(claims.given_name)];
  if (surname === undefined || name === undefined) {
    throw new ProviderError(
      'noName',
      'Вход подтверждён, но фамилия и имя не переданы. Проверьте в настройках подключения, что запрашивать (scope).',
      { retry: 'never' },
    );
  }
  const patronymic = textOf(claims.middle_name);
  const snils = digitsOf(claims[names.snils], 11);
  return {
    subject,
    surname,
    name,
    ...(patronymic === undefined ? {} : { patronymic }),
    ...(snils === undefined ? {} : { snils }),
    organisations: organisationsOf(claims[names.organisations], names),
  };
}

/** Each once, by its ОГРН. */
export function organisationsOf(
  list: unknown,
  names: Pick<ClaimNames, 'ogrn' | 'title'>,
): IdentityPerson['organisations'] {
  const found = new Map<string, string>();
  for (const one of Array.isArray(list) ? list : []) {
    if (typeof one !== 'object' || one === null) continue;
    const ogrn = digitsOf((one as Claims)[names.ogrn], 13);
    if (ogrn !== undefined && !found.has(ogrn)) found.set(ogrn, textOf((one as Claims)[names.title]) ?? ogrn);
  }
  return [...found].map(([ogrn, title]) => ({ ogrn, title }));
}

function digitsOf(value: unknown, length: number): string | undefined {
  const digits = textOf(value)?.replaceAll(/[\s-]/g, '') ?? '';
  return digits.length === length && /^\d+$/.test(digits) ? digits : undefined;
}

const LONGEST = 300;

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim().slice(0, LONGEST) : '';
  return text === '' ? undefined : text;
}
