/** Sums in words, as papers write them: «одна тысяча двести рублей 50 копеек». Pure. */
const ones = ['', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'];
const feminine = ['', 'одна', 'две', ...ones.slice(3)];
const teens = [
  'десять',
  'одиннадцать',
  'двенадцать',
  'тринадцать',
  'четырнадцать',
  'пятнадцать',
  'шестнадцать',
  'семнадцать',
  'восемнадцать',
  'девятнадцать',
];
const tens = [
  '',
  '',
  'двадцать',
  'тридцать',
  'сорок',
  'пятьдесят',
  'шестьдесят',
  'семьдесят',
  'восемьдесят',
  'девяносто',
];
const hundreds = [
  '',
  'сто',
  'двести',
  'триста',
  'четыреста',
  'пятьсот',
  'шестьсот',
  'семьсот',
  'восемьсот',
  'девятьсот',
];

/** Names of the groups of three digits, from the lowest. */
const groups = [
  { forms: ['рубль', 'рубля', 'рублей'], feminine: false },
  { forms: ['тысяча', 'тысячи', 'тысяч'], feminine: true },
  { forms: ['миллион', 'миллиона', 'миллионов'], feminine: false },
  { forms: ['миллиард', 'миллиарда', 'миллиардов'], feminine: false },
  { forms: ['триллион', 'триллиона', 'триллионов'], feminine: false },
] as const;

function formOf(count: number, forms: readonly [string, string, string]): string {
  const [last, two] = [count % 10, count % 100];
  if (last === 1 && two !== 11) return forms[0];
  return last >= 2 && last <= 4 && (two < 12 || two > 14) ? forms[1] : forms[2];
}

function threeDigits(count: number, isFeminine: boolean): string[] {
  const [hundred, two, one] = [Math.floor(count / 100), count % 100, count % 10];
  const low =
    two >= 10 && two < 20 ? [teens[two - 10]] : [tens[Math.floor(two / 10)], (isFeminine ? feminine : ones)[one]];
  return [hundreds[hundred], ...low].filter((word): word is string => word !== undefined && word !== '');
}

/** Kopecks stay in figures, as papers write them. */
export function moneyWords(kopecks: number): string {
  const rest = Math.abs(kopecks) % 100;
  const words: string[] = [];
  let roubles = Math.floor(Math.abs(kopecks) / 100);
  for (const [index, { forms, feminine: isFeminine }] of groups.entries()) {
    const group = roubles % 1000;
    const name = formOf(group, forms);
    if (group > 0 || index === 0) words.unshift([...threeDigits(group, isFeminine), name].join(' '));
    roubles = Math.floor(roubles / 1000);
  }
  const whole = words.join(' ').replace(/^рублей$/, 'ноль рублей');
  const small = `${String(rest).padStart(2, '0')} ${formOf(rest, ['копейка', 'копейки', 'копеек'])}`;
  return `${kopecks < 0 ? 'минус ' : ''}${whole} ${small}`;
}
