import { describe, expect, test } from 'vitest';
import { draftRequestType } from './draft-request-type.ts';
import { AnswersUnfit, answerToXml, fromXml, questionFromXml, questionProblems, toXml } from './message.ts';
import { element, fieldsOf, file, schemaOf, sequence, typeOf } from './sample-schema.ts';

/** Schema, then answers, then what is written inside the root. */
const written: readonly (readonly [
  name: string,
  inside: string,
  answers: Record<string, unknown>,
  xml: string,
  more?: string,
])[] = [
  [
    'атрибуты и текст',
    `<xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="Код" type="xs:int" use="required"/></xs:extension></xs:simpleContent>`,
    { kod: 7, value: 'да & <нет>' },
    ' Код="7">да &amp; &lt;нет&gt;',
  ],
  [
    'группы и группы атрибутов',
    `<xs:sequence><xs:group ref="t:Name"/></xs:sequence><xs:attributeGroup ref="t:Ids"/>`,
    { id: 'x', surname: 'Орлов' },
    ' id="x"><ns1:Surname>Орлов</ns1:Surname>',
    '<xs:group name="Name"><xs:sequence><xs:element name="Surname" type="xs:string"/></xs:sequence></xs:group><xs:attributeGroup name="Ids"><xs:attribute name="id" type="xs:string"/></xs:attributeGroup>',
  ],
  [
    'расширение типа',
    '<xs:complexContent><xs:extension base="t:Base"><xs:sequence><xs:element name="B1" type="xs:string"/></xs:sequence><xs:attribute name="b" type="xs:string"/></xs:extension></xs:complexContent>',
    { a1: '1', b1: '2', av: '3', bValue: '4' },
    ' av="3" b="4"><ns1:A1>1</ns1:A1><ns1:B1>2</ns1:B1>',
    '<xs:complexType name="Base"><xs:sequence><xs:element name="A1" type="xs:string"/></xs:sequence><xs:attribute name="av" type="xs:string"/></xs:complexType>',
  ],
  [
    'всё в любом порядке',
    '<xs:all><xs:element name="A1" type="xs:string" minOccurs="0"/><xs:element name="B1" type="xs:string"/></xs:all>',
    { b1: 'x' },
    '><ns1:B1>x</ns1:B1>',
  ],
  [
    'повторяемый выбор – строки',
    '<xs:choice maxOccurs="unbounded"><xs:element name="A1" type="xs:string"/><xs:element name="B1" type="xs:int"/></xs:choice>',
    { rows: [{ b1: 1 }, { a1: 'x' }, { b1: 2 }] },
    '><ns1:B1>1</ns1:B1><ns1:A1>x</ns1:A1><ns1:B1>2</ns1:B1>',
  ],
  [
    'повторяемая последовательность – строки',
    '<xs:sequence maxOccurs="3"><xs:element name="A1" type="xs:string"/><xs:element name="B1" type="xs:string" minOccurs="0"/></xs:sequence>',
    { rows: [{ a1: '1', b1: '2' }, { a1: '3' }] },
    '><ns1:A1>1</ns1:A1><ns1:B1>2</ns1:B1><ns1:A1>3</ns1:A1>',
  ],
  [
    'обязательное пустое – nil',
    sequence('<xs:element name="A1" type="xs:date" nillable="true"/>'),
    {},
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><ns1:A1 xsi:nil="true"></ns1:A1>',
  ],
  [
    'постоянное пишется само',
    sequence('<xs:element name="A1" type="xs:string" fixed="один"/>', element('B1', 'xs:string')),
    { b1: 'x' },
    '><ns1:A1>один</ns1:A1><ns1:B1>x</ns1:B1>',
  ],
  [
    'элемент без содержания – отметка',
    sequence('<xs:element name="A1" minOccurs="0"><xs:complexType/></xs:element>'),
    { a1: true },
    '><ns1:A1></ns1:A1>',
  ],
  [
    'необязательная группа: указана',
    sequence(
      '<xs:element name="P1" minOccurs="0"><xs:complexType><xs:choice><xs:element name="A1" type="xs:string"/><xs:element name="B1" type="xs:string"/></xs:choice></xs:complexType></xs:element>',
    ),
    { withP1: true, p1Kind: 'B1', a1: 'прежнее', b1: 'x' },
    '><ns1:P1><ns1:B1>x</ns1:B1></ns1:P1>',
  ],
  [
    'необязательная группа: не указана',
    sequence(
      '<xs:element name="P1" minOccurs="0"><xs:complexType><xs:choice><xs:element name="A1" type="xs:string"/><xs:element name="B1" type="xs:string"/></xs:choice></xs:complexType></xs:element>',
    ),
    { p1Kind: 'B1', b1: 'x' },
    '>',
  ],
  [
    'неквалифицированное имя',
    '<xs:sequence><xs:element name="A1" type="xs:string" form="unqualified"/></xs:sequence>',
    { a1: 'x' },
    '><A1>x</A1>',
  ],
  [
    'перечень и «нет»',
    sequence(
      '<xs:element name="A1"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:element>',
      element('B1', 'xs:boolean'),
    ),
    { a1: [1, 2], b1: false },
    '><ns1:A1>1 2</ns1:A1><ns1:B1>false</ns1:B1>',
  ],
];

describe('ответы ↔ XML', () => {
  for (const [name, inside, answers, xml, more] of written)
    test(name, () => {
      const type = typeOf(inside, more);
      const made = toXml(type, answers as never);
      const opening = '<ns1:AskRequest xmlns:ns1="urn:t"';
      expect(made).toBe(`${opening}${xml}</ns1:AskRequest>`);
      const read = questionFromXml(type, made);
      expect(read).toMatchObject({ problems: [], notes: [] });
      expect(toXml(type, read.answers)).toBe(made);
    });

  test.each([
    ['обязательное', {}, '/a1', 'Укажите «A1»'],
    ['образец', { a1: 'xyz' }, '', /«A1»: значение «xyz» не подходит под образец/],
    ['число вместо текста', { a1: 5 }, '/a1', '«A1»: нужен текст'],
    ['знак, которого в XML нет', { a1: 'a\u0001' }, '/a1', /недопустимый знак/],
  ])('негодное названо: %s', (...[, answers, pointer, words]) => {
    const type = typeOf(
      sequence(
        '<xs:element name="A1"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="\\d+"/></xs:restriction></xs:simpleType></xs:element>',
      ),
    );
    const [problem] = questionProblems(type, answers as never);
    expect(problem?.pointer).toBe(pointer);
    expect(problem?.message).toMatch(words);
    expect(() => toXml(type, answers as never)).toThrow(AnswersUnfit);
  });

  test('в строке списка выбор – одно из двух', () => {
    const type = typeOf(
      sequence(
        '<xs:element name="R1" maxOccurs="9"><xs:complexType><xs:choice><xs:element name="A1" type="xs:string"/><xs:element name="B1" type="xs:string"/></xs:choice></xs:complexType></xs:element>',
      ),
    );
    expect(questionProblems(type, { r1: [{ a1: '1' }, { a1: '1', b1: '2' }, {}] })).toEqual([
      { pointer: '/r1/1', message: 'Заполните что-то одно: «A1», «B1»' },
      { pointer: '/r1/2', message: 'Заполните что-то одно: «A1», «B1»' },
    ]);
  });

  test('ответ читается, лишнее в нём названо', () => {
    const type = typeOf('');
    const xml = answerToXml(type, { note: 'Готово' });
    expect(fromXml(type, xml)).toEqual({ answers: { note: 'Готово' }, problems: [], notes: [] });
    const other = fromXml(type, xml.replace('</ns1:Note>', '</ns1:Note><ns1:More/>'));
    expect(other.answers).toEqual({ note: 'Готово' });
    expect(other.problems[0]).toMatch(/«More»: здесь лишний/);
    expect(other.notes[0]).toMatch(/«More»/);
    expect(fromXml(type, '<a/>').problems[0]).toMatch(/корневой элемент «a», а нужен «AskResponse»/);
  });

  test('что пишется само', () => {
    const type = typeOf(
      `${sequence(element('A1', 'xs:string'))}<xs:attribute name="Id" type="xs:string" use="required"/>`,
    );
    const settings = { ...type.settings, given: { '@Id': 'requestId' } };
    const facts = { id: '6f1d3c52-2b0e-4e55-9f0c-0d5c5a3a7b11', createdAt: new Date('2026-03-02T09:00:00Z') };
    expect(toXml({ ...type, settings }, { a1: 'x' }, facts)).toContain(' Id="6f1d3c52-2b0e-4e55-9f0c-0d5c5a3a7b11"');
  });

  test('файл без пространства имён, включённый в другой, берёт его', () => {
    const main = schemaOf(sequence('<xs:element name="A1" type="t:Kept"/>')).replace(
      '<xs:element',
      '<xs:include schemaLocation="parts/kept.xsd"/><xs:element',
    );
    const kept =
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:simpleType name="Kept"><xs:restriction base="Inner"/></xs:simpleType><xs:simpleType name="Inner"><xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction></xs:simpleType></xs:schema>';
    const files = [file('main.xsd', main), file('parts/kept.xsd', kept)];
    const { type, notes } = draftRequestType(files, { question: 'AskRequest' });
    expect(notes.filter(({ level }) => level === 'error')).toEqual([]);
    expect(type && fieldsOf(type).a1).toMatchObject({ maxLength: 3 });
    expect(type && toXml(type, { a1: 'да' })).toContain('<ns1:A1>да</ns1:A1>');
  });
});
