import type { RequestTypeDefinition, SourceFile } from '@reglament/sdk';
import { draftRequestType } from './draft-request-type.ts';

/** Small schemas for tests. */
const encoder = new TextEncoder();

export function file(name: string, text: string): SourceFile {
  return { name, content: encoder.encode(text) };
}

/** A schema around what is in question; the answer is a note. */
export function schemaOf(inside: string, more = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">
  <xs:element name="AskRequest"><xs:complexType>${inside}</xs:complexType></xs:element>
  <xs:element name="AskResponse"><xs:complexType><xs:sequence><xs:element name="Note" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
  ${more}
</xs:schema>`;
}

export function draft(inside: string, more = '') {
  return draftRequestType([file('main.xsd', schemaOf(inside, more))], { question: 'AskRequest' });
}

export function typeOf(inside: string, more = ''): RequestTypeDefinition {
  const { type, notes } = draft(inside, more);
  if (type === undefined) throw new Error(notes.map(({ place, message }) => `${place}: ${message}`).join('\n'));
  return type;
}

export function fieldsOf(type: RequestTypeDefinition) {
  return type.message?.question.form.schema.properties ?? {};
}

export const element = (name: string, type: string, more = '') => `<xs:element name="${name}" type="${type}" ${more}/>`;
export const sequence = (...parts: string[]) => `<xs:sequence>${parts.join('')}</xs:sequence>`;
