/** What a row of a list says of an applicant and of an address, in as few letters as tell one from another. Pure. */

const legalForms: readonly (readonly [whole: string, short: string])[] = [
  ['Общество с ограниченной ответственностью', 'ООО'],
  ['Публичное акционерное общество', 'ПАО'],
  ['Непубличное акционерное общество', 'НАО'],
  ['Закрытое акционерное общество', 'ЗАО'],
  ['Открытое акционерное общество', 'ОАО'],
  ['Акционерное общество', 'АО'],
  ['Садоводческое некоммерческое товарищество', 'СНТ'],
  ['Огородническое некоммерческое товарищество', 'ОНТ'],
  ['Товарищество собственников недвижимости', 'ТСН'],
  ['Товарищество собственников жилья', 'ТСЖ'],
  ['Жилищно-строительный кооператив', 'ЖСК'],
  ['Гаражно-строительный кооператив', 'ГСК'],
  ['Крестьянское (фермерское) хозяйство', 'КФХ'],
  ['Автономная некоммерческая организация', 'АНО'],
  ['Муниципальное бюджетное учреждение', 'МБУ'],
  ['Муниципальное казённое учреждение', 'МКУ'],
  ['Государственное бюджетное учреждение', 'ГБУ'],
];

/** The legal form as everybody writes it: whole it would fill the cell, and the name would not be seen. */
export function shortApplicant(name: string): string {
  const lower = name.toLocaleLowerCase('ru');
  const form = legalForms.find(([whole]) => lower.startsWith(`${whole.toLocaleLowerCase('ru')} `));
  return form ? `${form[1]}${name.slice(form[0].length)}` : name;
}

/** The postal code comes first in an address and is the last thing that one looks for in a list. */
export function shortAddress(address: string): string {
  return address.replace(/^\d{6},\s*/, '');
}
