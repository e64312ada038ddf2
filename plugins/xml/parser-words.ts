/** What the parser says of a text that is no XML, in Russian; what is not known here stays in its own words. */
export function tellParser(message: string): string {
  const said = message.trim();
  for (const [pattern, words] of sentences) {
    const found = pattern.exec(said);
    if (found !== null) return words(found.slice(1));
  }
  return said;
}

const sentences: readonly (readonly [pattern: RegExp, words: (found: readonly string[]) => string])[] = [
  [/^Start tag expected, '<' not found$/, () => 'документ должен начинаться с тега'],
  [/^Document is empty$/, () => 'документ пуст'],
  [/^Extra content at the end of the document$/, () => 'после корневого элемента есть что-то ещё'],
  [
    /^Opening and ending tag mismatch: (.+) line (\d+) and (.+)$/,
    ([opened, line, closed]) => `тег «${opened}», открытый в строке ${line}, закрыт как «${closed}»`,
  ],
  [
    /^Premature end of data in tag (.+) line (\d+)$/,
    ([tag, line]) => `тег «${tag}», открытый в строке ${line}, не закрыт`,
  ],
  [/^EndTag: '<\/' not found$/, () => 'текст оборван: не закрыт тег'],
  [/^Couldn't find end of Start Tag (.+) line (\d+)$/, ([tag]) => `у тега «${tag}» нет закрывающей скобки`],
  [/^xmlParseEntityRef: no name$|^EntityRef: expecting ';'$/, () => 'знак & пишут как &amp;'],
  [/^Entity '(.+)' not defined$/, ([name]) => `сущности &${name}; в XML нет`],
  [/^Attribute (.+) redefined$/, ([name]) => `атрибут «${name}» указан дважды`],
  [/invalid (?:xmlChar|Char) value (\d+)/, ([code]) => `знака с кодом ${code} в XML быть не может`],
  [/^Unescaped '<' not allowed/, () => 'знак < в значении атрибута пишут как &lt;'],
  [/^Specification mandates value for attribute (.+)$/, ([name]) => `у атрибута «${name}» нет значения`],
  [/^AttValue: (?:" or ' expected|' expected|" expected)$/, () => 'значение атрибута должно быть в кавычках'],
  [
    /^Namespace prefix (\S+)(?: for \S+)? (?:on|of) (\S+) is not defined$/,
    ([prefix]) => `приставка «${prefix}» не объявлена`,
  ],
];
