import type { ErrorDetail } from 'libxml2-wasm';

const most = 20;

/** What libxml2 says of a document that does not fit its schema, in Russian with the line. */
export function tellJudgement(details: readonly ErrorDetail[] | undefined): string[] {
  const told = (details ?? []).map(({ line, message }) => `строка ${line}: ${translate(message.trim())}`);
  // A value that breaks a facet is told a second time, as not valid for its type.
  const facts = [...new Set(told)].filter((text, _, all) => !text.endsWith(echo) || all.length === 1);
  return (facts.length > 0 ? facts : ['документ не подходит под схему']).slice(0, most);
}

const echo = 'значение не подходит под свой тип';

const sentences: readonly (readonly [pattern: RegExp, words: (found: readonly string[]) => string])[] = [
  [
    /\[facet 'pattern'\] The value '(.*)' is not accepted by the pattern '(.*)'/s,
    ([value, pattern]) => `значение «${value}» не подходит под образец «${pattern}»`,
  ],
  [
    /\[facet 'enumeration'\] The value '(.*)' is not an element of the set \{(.*)\}/s,
    ([value, set]) => `значения «${value}» нет среди допустимых: ${shortened(set)}`,
  ],
  [
    /\[facet '(?:minLength|length|maxLength)'\] The value '(.*)' has a length of '(\d+)'; this (exceeds|underruns|differs from) the allowed (?:minimum |maximum )?length of '(\d+)'/s,
    ([value, , how, limit]) =>
      `значение «${shortened(value)}» ${how === 'exceeds' ? 'длиннее' : how === 'underruns' ? 'короче' : 'не той длины, нужно знаков:'} ${limit}`,
  ],
  [
    /\[facet '(?:minLength|length|maxLength)'\] The value has a length of '(\d+)'; this (exceeds|underruns|differs from) the allowed (?:minimum |maximum )?length of '(\d+)'/,
    ([, how, limit]) =>
      `значение ${how === 'exceeds' ? 'длиннее' : how === 'underruns' ? 'короче' : 'не той длины, нужно знаков:'} ${limit}`,
  ],
  [
    /\[facet 'minInclusive'\] The value '(.*)' is less than the minimum value allowed \('(.*)'\)/,
    ([value, limit]) => `значение ${value} меньше допустимого ${limit}`,
  ],
  [
    /\[facet 'maxInclusive'\] The value '(.*)' is greater than the maximum value allowed \('(.*)'\)/,
    ([value, limit]) => `значение ${value} больше допустимого ${limit}`,
  ],
  [
    /\[facet 'minExclusive'\] The value '(.*)' must be greater than '(.*)'/,
    ([value, limit]) => `значение ${value} должно быть больше ${limit}`,
  ],
  [
    /\[facet 'maxExclusive'\] The value '(.*)' must be less than '(.*)'/,
    ([value, limit]) => `значение ${value} должно быть меньше ${limit}`,
  ],
  [
    /\[facet 'totalDigits'\] The value '(.*)' has more digits than are allowed \('(.*)'\)/,
    ([value, limit]) => `в числе ${value} цифр больше ${limit}`,
  ],
  [
    /\[facet 'fractionDigits'\] The value '(.*)' has more fractional digits than are allowed \('(.*)'\)/,
    ([value, limit]) => `в числе ${value} знаков после запятой больше ${limit}`,
  ],
  [
    /This element is not expected\. Expected is (?:one of )?\((.*)\)/s,
    ([expected]) => `здесь лишний, ожидается: ${namesIn(expected)}`,
  ],
  [/This element is not expected/, () => 'здесь лишний'],
  [
    /Missing child element\(s\)\. Expected is (?:one of )?\((.*)\)/s,
    ([expected]) => `внутри не хватает: ${namesIn(expected)}`,
  ],
  [/The attribute '(?:\{[^}]*\})?(.*)' is required but missing/, ([name]) => `нет обязательного атрибута «${name}»`],
  [/The attribute '(?:\{[^}]*\})?(.*)' is not allowed/, ([name]) => `атрибута «${name}» здесь быть не может`],
  [/No matching global declaration available for the validation root/, () => 'такого корневого элемента в схеме нет'],
  [
    /'(.*)' is not a valid value of the (?:atomic|local atomic|list|union) type 'xs:(\w+)'/s,
    ([value, type]) => `«${shortened(value)}» – не значение типа ${type}`,
  ],
  [/'(.*)' is not a valid value of the .*type/s, () => echo],
];

function translate(message: string): string {
  const name = /^(?:Element|Attribute) '(?:\{[^}]*\})?([^']+)'/.exec(message)?.[1];
  const attribute = /^Element '[^']*', attribute '(?:\{[^}]*\})?([^']+)'/.exec(message)?.[1];
  const who = name === undefined ? '' : `«${attribute === undefined ? name : `${name}/@${attribute}`}»: `;
  const said = message.replace(/^(?:Element|Attribute) '[^']*'(?:, attribute '[^']*')?: /, '');
  for (const [pattern, words] of sentences) {
    const found = pattern.exec(said);
    if (found !== null) return who + words(found.slice(1));
  }
  return who + said;
}

function namesIn(text = ''): string {
  return text
    .replace(/\{[^}]*\}/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function shortened(text = ''): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
