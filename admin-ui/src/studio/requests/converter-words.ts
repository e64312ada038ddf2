import type { Converter } from '@reglament/format';

export type ConverterName = Extract<Converter, string> | Extract<Converter, object>['as'];

/** Converters but for the constant, which is chosen as a source. */
export const converterChoices: readonly { value: ConverterName; label: string }[] = [
  { value: 'text', label: 'Число или дата в текст' },
  { value: 'number', label: 'Текст в число' },
  { value: 'title', label: 'Код в название' },
  { value: 'code', label: 'Название в код' },
  { value: 'digits', label: 'Только цифры' },
  { value: 'parseDate', label: 'Текст в дату' },
  { value: 'formatDate', label: 'Дата в текст' },
  { value: 'fullName', label: 'Фамилия, имя, отчество в одну строку' },
  { value: 'join', label: 'Несколько значений через разделитель' },
  { value: 'namePart', label: 'Часть полного имени' },
  { value: 'yesNo', label: 'Отметка в коды «да» и «нет»' },
  { value: 'isYes', label: 'Коды «да» и «нет» в отметку' },
  { value: 'codes', label: 'Код в другой код по таблице' },
  { value: 'pick', label: 'Один элемент списка' },
];

/** With what a converter begins. */
export function newConverter(name: ConverterName): Converter {
  switch (name) {
    case 'parseDate':
    case 'formatDate':
      return { as: name, format: 'dd.mm.yyyy' };
    case 'join':
      return { as: name, separator: ', ' };
    case 'namePart':
      return { as: name, part: 'surname' };
    case 'const':
      return { as: name, value: '' };
    case 'yesNo':
    case 'isYes':
      return { as: name, yes: '1', no: '0' };
    case 'codes':
      return { as: name, values: { a: 'b' } };
    case 'pick':
      return { as: name, item: 'first' };
    default:
      return name;
  }
}

export function nameOfConverter(converter: Converter): ConverterName {
  return typeof converter === 'string' ? converter : converter.as;
}

/** A table of codes as lines «код = код». */
export function codesText(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([from, to]) => `${from} = ${to}`)
    .join('\n');
}

/** Undefined where a line has no «=» or nothing is left. */
export function codesOfText(text: string): Record<string, string> | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => line.split('=').map((part) => part.trim()));
  if (pairs.length === 0 || pairs.some((pair) => pair.length !== 2 || pair[0] === '')) return undefined;
  return Object.fromEntries(pairs as [string, string][]);
}
