import type { RequestTypeDefinition } from '@reglament/sdk';
import { judge } from '@reglament/xml/information-type';
import { describe, expect, test } from 'vitest';
import { draftRequestType } from './draft.ts';
import { foreignType, readForeign, writeForeignAnswer } from './foreign.ts';
import { readOrderAnswer } from './wire/order-answer.ts';

const namespace = 'urn://region/felling/1.0.0';
const schemaOf = (elements: string) =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}" elementFormDefault="qualified">${elements}</xs:schema>`;
const complex = (inside: string) => `<xs:complexType><xs:sequence>${inside}</xs:sequence></xs:complexType>`;
const text = (name: string, rest = '') => `<xs:element name="${name}" type="xs:string"${rest}/>`;

const older = schemaOf(`
<xs:element name="Request">${complex(`
  <xs:element name="service">${complex(text('CaseNumber'))}</xs:element>
  <xs:element name="Panel_FL">${complex(text('lastname') + text('firstname') + text('snils', ' minOccurs="0"'))}</xs:element>
  <xs:element name="count" type="xs:integer"/>`)}</xs:element>
<xs:element name="Response">${complex(text('Value') + text('Comment') + text('Name'))}</xs:element>`);

const recommended = schemaOf(`
<xs:element name="Order"><xs:complexType><xs:choice>
  <xs:element name="application">${complex(text('orderId') + text('lastname'))}</xs:element>
  <xs:element name="cancelRequest">${complex(text('orderId') + text('reason', ' minOccurs="0"'))}</xs:element>
  <xs:element name="textRequest">${complex(text('orderId') + text('text'))}</xs:element>
</xs:choice></xs:complexType></xs:element>
<xs:element name="OrderResponse"><xs:complexType><xs:choice>
  <xs:element name="changeOrderInfo">${complex(`${text('orderId')}<xs:element name="statusCode">${complex('<xs:element name="techCode" type="xs:integer"/>')}</xs:element>${text('comment', ' minOccurs="0"')}<xs:element name="cancelAllowed" type="xs:boolean" minOccurs="0"/>`)}</xs:element>
  <xs:element name="cancelResponse">${complex(text('orderId') + text('result') + text('comment', ' minOccurs="0"'))}</xs:element>
</xs:choice></xs:complexType></xs:element>`);

function typeOf(schema: string, choice: { question: string; answer: string }): RequestTypeDefinition {
  const files = [{ name: 'type.xsd', content: new TextEncoder().encode(schema) }];
  const { type, notes } = draftRequestType(files, { ...choice, code: 'order', title: 'Заявление' });
  if (type === undefined) throw new Error(JSON.stringify(notes));
  return type;
}

const root = (name: string, inside: string) => `<${name} xmlns="${namespace}">${inside}</${name}>`;

describe('прежний вид: панели и CaseNumber', () => {
  const type = typeOf(older, { question: 'Request', answer: 'Response' });
  const panels = '<Panel_FL><lastname>Иванова</lastname><firstname>Анна</firstname></Panel_FL>';
  const xml = root('Request', `<service><CaseNumber>42</CaseNumber></service>${panels}<count>2</count>`);

  test('прочитано по полям вида', () => {
    expect(type.plugin).toBe('epgu');
    expect(foreignType(type)).toBe(`{${namespace}}Request`);
    const { order, problems } = readForeign(type, xml);
    expect(problems).toEqual([]);
    expect(order).toMatchObject({ kind: 'application', orderId: '42' });
    const said = JSON.stringify(order);
    for (const word of ['Иванова', 'Анна', '2']) expect(said).toContain(word);
  });
  test.each([
    ['число не число', xml.replace('<count>2<', '<count>два<'), true],
    ['не XML', 'нет', false],
    ['тип документа', `<!DOCTYPE a>${xml}`, false],
  ])('%s: сказано', (_, spoilt, isRead) => {
    const { order, problems } = readForeign(type, spoilt);
    expect(problems.join()).toMatch(/[а-яё]{4}/i);
    expect(order !== undefined).toBe(isRead);
  });
  test('ответ – состояние, слова и номер, и ничего больше', () => {
    const answer = { kind: 'change', orderId: '42', code: '3', comment: 'Разрешение готово' } as const;
    const written = writeForeignAnswer(type, answer, { title: 'Подписано', number: 'Г-2026-7' });
    expect(judge({ 'type.xsd': older }, written)).toEqual([]);
    for (const part of ['Value>Подписано<', 'Comment>Разрешение готово<', 'Name>Г-2026-7<'])
      expect(written).toContain(part);
  });
});

describe('рекомендованный вид', () => {
  const type = typeOf(recommended, { question: 'Order', answer: 'OrderResponse' });
  test.each([
    ['application', '<orderId>7</orderId><lastname>Иванова</lastname>', { kind: 'application', orderId: '7' }],
    ['cancelRequest', '<orderId>7</orderId><reason>Нет</reason>', { kind: 'cancel', orderId: '7', reason: 'Нет' }],
    ['textRequest', '<orderId>7</orderId><text>Когда?</text>', { kind: 'text', orderId: '7', text: 'Когда?' }],
  ])('%s', (name, inside, order) => {
    expect(readForeign(type, root('Order', `<${name}>${inside}</${name}>`))).toMatchObject({ order, problems: [] });
  });
  test.each([
    [{ kind: 'change', orderId: '7', code: '3', comment: 'Готово', cancelAllowed: false } as const],
    [{ kind: 'cancel', orderId: '7', result: 'REJECTED', comment: 'Поздно' } as const],
  ])('ответ – в пространстве имён вида: $kind', (answer) => {
    const written = writeForeignAnswer(type, answer, { title: 'Подписано', number: '7' });
    expect(judge({ 'type.xsd': recommended }, written)).toEqual([]);
    expect(readOrderAnswer(written, 'OrderResponse')).toEqual(answer);
  });
});
