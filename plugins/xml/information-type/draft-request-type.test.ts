import { describe, expect, test } from 'vitest';
import { draftRequestType } from './draft-request-type.ts';
import { draft, element, fieldsOf, file, schemaOf, sequence, typeOf } from './sample-schema.ts';

describe('из схемы – форма', () => {
  test.each([
    [
      'текст с пределами',
      '<xs:restriction base="xs:string"><xs:minLength value="2"/><xs:maxLength value="5"/></xs:restriction>',
      { type: 'string', minLength: 2, maxLength: 5 },
    ],
    [
      'точная длина',
      '<xs:restriction base="xs:string"><xs:length value="4"/></xs:restriction>',
      { type: 'string', minLength: 4, maxLength: 4 },
    ],
    [
      'образец целиком',
      '<xs:restriction base="xs:string"><xs:pattern value="\\d{3}-[а-яё]+"/></xs:restriction>',
      { type: 'string', pattern: '^(?:[0-9]{3}-[а-яё]+)$' },
    ],
    [
      'несколько образцов – любой из них',
      '<xs:restriction base="xs:string"><xs:pattern value="A"/><xs:pattern value="B"/></xs:restriction>',
      { type: 'string', pattern: '^(?:A|B)$' },
    ],
    [
      'знаки ^ и $ – обычные',
      '<xs:restriction base="xs:string"><xs:pattern value="^a$"/></xs:restriction>',
      { type: 'string', pattern: '^(?:\\^a\\$)$' },
    ],
    [
      'целое с границами',
      '<xs:restriction base="xs:int"><xs:minInclusive value="1"/><xs:maxExclusive value="9"/></xs:restriction>',
      { type: 'integer', minimum: 1, maximum: 2147483647, exclusiveMaximum: 9 },
    ],
    [
      'длинное число остаётся текстом',
      '<xs:restriction base="xs:integer"><xs:totalDigits value="20"/></xs:restriction>',
      { type: 'string', pattern: '^[+\\-]?\\d+$' },
    ],
    [
      'дробное с известным числом цифр',
      '<xs:restriction base="xs:decimal"><xs:totalDigits value="10"/><xs:fractionDigits value="2"/></xs:restriction>',
      { type: 'number' },
    ],
    ['дата', '<xs:restriction base="xs:date"/>', { type: 'string', format: 'date' }],
    ['да или нет', '<xs:restriction base="xs:boolean"/>', { type: 'boolean' }],
    [
      'список значений с подписями',
      '<xs:restriction base="xs:string"><xs:enumeration value="1"><xs:annotation><xs:documentation>Первый</xs:documentation></xs:annotation></xs:enumeration><xs:enumeration value="2"/></xs:restriction>',
      {
        type: 'string',
        oneOf: [
          { const: '1', title: 'Первый' },
          { const: '2', title: '2' },
        ],
      },
    ],
    [
      'перечень через пробел',
      '<xs:list itemType="xs:int"/>',
      { type: 'array', items: { type: 'integer', minimum: -2147483648, maximum: 2147483647 } },
    ],
  ])('%s', (_, simple, expected) => {
    const fields = fieldsOf(
      typeOf(sequence(`<xs:element name="Поле"><xs:simpleType>${simple}</xs:simpleType></xs:element>`)),
    );
    expect(fields.pole).toMatchObject({ title: 'Поле', ...expected });
  });

  test('подписи из пояснений, повторённое – один раз, длинное – подписью и пояснением', () => {
    const doc = (...texts: string[]) =>
      `<xs:annotation>${texts.map((text) => `<xs:documentation>${text}</xs:documentation>`).join('')}</xs:annotation>`;
    const fields = fieldsOf(
      typeOf(
        sequence(
          `<xs:element name="A1" type="xs:string">${doc('Адрес', 'Адрес')}</xs:element>`,
          `<xs:element name="A2" type="xs:string">${doc('Код.\n  Допустимые значения:\n  1 - да')}</xs:element>`,
          '<xs:element name="A3" type="t:Named"/>',
        ),
        `<xs:simpleType name="Named">${doc('Подпись типа')}<xs:restriction base="xs:string"/></xs:simpleType>`,
      ),
    );
    expect(fields.a1).toEqual({ title: 'Адрес', type: 'string' });
    expect(fields.a2).toEqual({ title: 'Код', description: 'Код.\nДопустимые значения:\n1 - да', type: 'string' });
    expect(fields.a3?.title).toBe('Подпись типа');
  });

  test('имена: кириллица, занятые слова, повторы', () => {
    const type = typeOf(
      sequence(
        element('НаимЮЛПолн', 'xs:string'),
        element('status', 'xs:string'),
        element('case', 'xs:string'),
        element('Case', 'xs:string'),
        element('_1', 'xs:string'),
      ),
    );
    expect(Object.keys(fieldsOf(type))).toEqual(['naimYulPoln', 'statusValue', 'caseValue', 'caseValue2', 'n1']);
    expect(type.message?.question.places).toMatchObject({ naimYulPoln: 'НаимЮЛПолн', caseValue2: 'Case' });
  });

  test('выбор – вопрос «что указать», поля ветки видны и обязательны, когда она выбрана', () => {
    const { form } =
      typeOf(
        sequence(
          `<xs:choice>${element('Snils', 'xs:string')}${sequence(element('Series', 'xs:string'), element('Number', 'xs:string'))}</xs:choice>`,
        ),
      ).message?.question ?? {};
    expect(form?.schema.properties.askRequestKind).toMatchObject({
      oneOf: [
        { const: 'Snils', title: 'Snils' },
        { const: '*1', title: 'Series, Number' },
      ],
    });
    expect(form?.ui?.series?.visible).toEqual({ '==': [{ var: 'askRequestKind' }, '*1'] });
    expect(form?.schema.required).toEqual(['askRequestKind', 'snils', 'series', 'number']);
  });
});

describe('чего форма не выразит, названо', () => {
  test.each([
    [
      'xs:any',
      sequence(element('A1', 'xs:string'), '<xs:any minOccurs="0" processContents="skip"/>'),
      '',
      /место для любых элементов \(xs:any\)/,
    ],
    [
      'xs:anyAttribute',
      `${sequence(element('A1', 'xs:string'))}<xs:anyAttribute processContents="skip"/>`,
      '',
      /anyAttribute/,
    ],
    [
      'смешанное содержание',
      sequence(
        '<xs:element name="A1"><xs:complexType mixed="true"><xs:sequence><xs:element name="B1" type="xs:string"/></xs:sequence></xs:complexType></xs:element>',
      ),
      '',
      /«AskRequest\/A1»: текст между элементами/,
    ],
    [
      'вложенность в себя',
      sequence(element('Node', 't:Node')),
      `<xs:complexType name="Node"><xs:sequence><xs:element name="Title" type="xs:string"/><xs:element name="Node" type="t:Node" minOccurs="0"/></xs:sequence></xs:complexType>`,
      /«Node» в «AskRequest\/Node\/Node» вложен сам в себя/,
    ],
    [
      'группа замен',
      sequence('<xs:element ref="t:Paper"/>'),
      '<xs:element name="Paper" type="xs:string" abstract="true"/><xs:element name="Passport" type="xs:string" substitutionGroup="t:Paper"/><xs:element name="Licence" type="xs:string" substitutionGroup="t:Paper"/>',
      /«Paper» в «AskRequest» заменяется одним из: Passport, Licence/,
    ],
    [
      'объединение типов',
      sequence(
        '<xs:element name="A1"><xs:simpleType><xs:union memberTypes="xs:date xs:int"/></xs:simpleType></xs:element>',
      ),
      '',
      /объединение типов/,
    ],
    [
      'непереводимый образец',
      sequence(
        '<xs:element name="A1"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[a-z-[aeiou]]+"/></xs:restriction></xs:simpleType></xs:element>',
      ),
      '',
      /«A1»: образец .* \(вычитание/,
    ],
  ])('%s', (...[, inside, more, words]) => {
    const { type, notes } = draft(inside, more);
    expect(type).toBeDefined();
    expect(notes.map(({ place, message }) => `${place} ${message}`).join('\n')).toMatch(words);
    for (const { place } of notes) expect(place).toMatch(/^main\.xsd(?::\d+)?$/);
  });

  test.each([
    [
      'DOCTYPE',
      [
        file(
          'main.xsd',
          `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${schemaOf('').replace(/<\?.*\?>/, '')}`,
        ),
      ],
      /DOCTYPE/,
    ],
    [
      'чужой путь',
      [
        file(
          'main.xsd',
          schemaOf('', '').replace('<xs:element', '<xs:include schemaLocation="../../../etc/secret.xsd"/><xs:element'),
        ),
      ],
      /secret\.xsd/,
    ],
    [
      'чужой адрес',
      [
        file(
          'main.xsd',
          schemaOf('', '').replace(
            '<xs:element',
            '<xs:import namespace="urn:x" schemaLocation="http://127.0.0.1/x.xsd"/><xs:element',
          ),
        ),
      ],
      /127\.0\.0\.1/,
    ],
    ['имя файла наружу', [file('../main.xsd', schemaOf(''))], /Имя файла/],
    ['не схема', [file('main.xsd', '<root/>')], /Это не схема/],
    ['не XML', [file('main.xsd', 'привет')], /XML/],
    ['нет типа', [file('main.xsd', schemaOf(sequence(element('A1', 't:Missing'))))], /Missing/],
  ])('%s – ошибка', (_, files, words) => {
    const { type, notes } = draftRequestType(files, { question: 'AskRequest' });
    expect(type).toBeUndefined();
    expect(
      notes
        .filter(({ level }) => level === 'error')
        .map(({ message }) => message)
        .join('\n'),
    ).toMatch(words);
  });

  test('схема, которая разворачивается без меры, отвергается сразу', () => {
    const groups = Array.from({ length: 40 }, (_, index) => {
      const inner =
        index === 39
          ? element('A1', 'xs:string')
          : `<xs:group ref="t:G${index + 1}"/><xs:group ref="t:G${index + 1}"/>`;
      return `<xs:group name="G${index}">${sequence(inner)}</xs:group>`;
    });
    const types = Array.from({ length: 40 }, (_, index) => {
      const inner = index === 39 ? 'xs:string' : `t:T${index + 1}`;
      return `<xs:complexType name="T${index}">${sequence(element('L', inner), element('R', inner))}</xs:complexType>`;
    });
    const folded = draft(sequence('<xs:group ref="t:G0"/>'), groups.join(''));
    const nested = draft(sequence(element('T', 't:T0')), types.join(''));
    for (const { type, notes } of [folded, nested]) {
      expect(type).toBeUndefined();
      expect(notes.filter(({ level }) => level === 'error').map(({ code }) => code)).toMatchObject([
        expect.stringMatching(/^too/),
      ]);
    }
  });

  test('уровень из тысяч элементов отвергается, пока его не начали собирать, и список имён не бесконечен', () => {
    const many = Array.from({ length: 3000 }, (_, index) => element(`F${index}`, 'xs:string'));
    const { notes } = draft(sequence(...many));
    expect(notes.at(-1)).toMatchObject({ code: 'tooCostly', message: expect.stringContaining('элементов 3000') });
    const base = Array.from({ length: 60 }, (_, index) => {
      const own = sequence(...Array.from({ length: 20 }, (_one, at) => element(`E${index}n${at}`, 'xs:string')));
      const inner =
        index === 59
          ? own
          : `<xs:complexContent><xs:extension base="t:T${index + 1}">${own}</xs:extension></xs:complexContent>`;
      return `<xs:complexType name="T${index}">${inner}</xs:complexType>`;
    });
    expect(draft(sequence(element('A1', 't:T0')), base.join('')).notes.at(-1)).toMatchObject({ code: 'tooCostly' });
    const roots = file('main.xsd', schemaOf('', many.slice(0, 500).join('')));
    const [unknown] = draftRequestType([roots], { question: 'Missing' }).notes.filter(({ level }) => level === 'error');
    expect(unknown?.message).toMatch(/ и ещё \d+$/);
    expect(unknown?.message.length).toBeLessThan(500);
  });

  test('windows-1251 под заголовком UTF-8 прочитан и назван', () => {
    const text = schemaOf(
      sequence(
        '<xs:element name="A1" type="xs:string"><xs:annotation><xs:documentation>Город</xs:documentation></xs:annotation></xs:element>',
      ),
    );
    const bytes = Uint8Array.from(
      [...text].map((letter) => ({ Г: 0xc3, о: 0xee, р: 0xf0, д: 0xe4 })[letter] ?? letter.charCodeAt(0)),
    );
    const { type, notes } = draftRequestType([{ name: 'main.xsd', content: bytes }], { question: 'AskRequest' });
    expect(type && fieldsOf(type).a1?.title).toBe('Город');
    expect(notes[0]?.message).toMatch(/windows-1251/);
    expect(type?.schemas?.['main.xsd']).toContain('Город');
  });

  test('без выбора – только список корней', () => {
    const { roots, type } = draftRequestType([file('main.xsd', schemaOf(''))]);
    expect(roots.map(({ key }) => key)).toEqual(['{urn:t}AskRequest', '{urn:t}AskResponse']);
    expect(type).toBeUndefined();
  });
});
