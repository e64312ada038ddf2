/** What a permission (scope) opens besides what every entrance needs, in the genitive; undefined: nothing more. */
const words: Readonly<Record<string, string | undefined>> = {
  openid: undefined,
  profile: undefined,
  fullname: undefined,
  snils: undefined,
  organisations: undefined,
  usr_org: undefined,
  email: 'адреса электронной почты',
  mobile: 'номера телефона',
  phone: 'номера телефона',
  contacts: 'контактных данных',
  birthdate: 'даты рождения',
  birthplace: 'места рождения',
  gender: 'пола',
  citizenship: 'гражданства',
  inn: 'ИНН',
  id_doc: 'сведений документа, удостоверяющего личность',
  address: 'адреса',
  addresses: 'адресов',
};

/** For the consent: asked for something else, people are asked anew. Pure. */
export function sharesOf(scope: string): string[] {
  const named = scope
    .split(/\s+/)
    .filter((one) => one !== '')
    .map((one) => (Object.hasOwn(words, one) ? words[one] : `сведений «${one}»`));
  return [...new Set(named.filter((one) => one !== undefined))].sort();
}
